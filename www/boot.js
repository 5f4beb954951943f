// Starts the app. A file of its own, because the content security policy
// allows no inline script; not a module, because from a folder on disk (file:)
// browsers load no modules, and that visitor too should read why.
//
// In the one-file edition the page holds the program, and this stands in one
// module with the program's glue.
(function () {
  "use strict";

  var script = document.currentScript;
  var packed = document.getElementById("program");
  var address = function (name) {
    return new URL(script.dataset[name], document.baseURI).href;
  };

  // Puts words in place of the page that did not come up, or above the page
  // that has stopped. The text is for people; the fault itself is small print.
  var tell = function (title, words, fault) {
    var box = document.createElement("div");
    box.className = "boot-fault";
    box.setAttribute("role", "alert");
    var add = function (tag, text) {
      var element = document.createElement(tag);
      element.textContent = text;
      box.appendChild(element);
      return element;
    };
    add("h1", title);
    add("p", words);
    if (fault) add("p", "Detail: " + (fault.message || fault)).className = "boot-detail";
    var again = add("button", "Try again");
    again.type = "button";
    again.addEventListener("click", function () {
      location.reload();
    });
    return box;
  };

  var failed = function (words, fault) {
    var app = document.getElementById("app");
    app.textContent = "";
    app.appendChild(tell("Foreproof could not start", words, fault));
  };

  if (location.protocol === "file:" && !packed) {
    failed(
      "The page was opened from a folder, and browsers run no WebAssembly from there. " +
        "Open foreproof.html from the same folder instead, which holds everything in one file; " +
        "or put the folder on any web server."
    );
    return;
  }
  if (typeof WebAssembly !== "object" || typeof WebAssembly.instantiate !== "function") {
    failed(
      "This browser has no WebAssembly, or has it switched off (some browsers do that in a lockdown mode). " +
        "A current Chrome, Edge, Firefox or Safari has it."
    );
    return;
  }

  // When WebAssembly stops on a fault, nothing on the page answers any more.
  var stopped = false;
  var onFault = function (fault) {
    if (stopped || !(fault instanceof WebAssembly.RuntimeError)) return;
    stopped = true;
    var box = tell(
      "Foreproof has stopped",
      "A fault in Foreproof itself has stopped it. What was marked as saved is kept in this browser: " +
        "reload the page to go on.",
      fault
    );
    document.body.insertBefore(box, document.body.firstChild);
  };
  window.addEventListener("error", function (event) {
    onFault(event.error);
  });
  window.addEventListener("unhandledrejection", function (event) {
    onFault(event.reason);
  });

  // The program as the one-file edition holds it: compressed, in letters.
  var unpacked = function () {
    var bytes = Uint8Array.from(atob(packed.textContent), function (letter) {
      return letter.charCodeAt(0);
    });
    packed.remove();
    var plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(plain).arrayBuffer();
  };

  var start = function () {
    if (packed) {
      return unpacked().then(function (program) {
        return __wbg_init({ module_or_path: program });
      });
    }
    return import(address("js")).then(function (glue) {
      return glue.default({ module_or_path: address("wasm") });
    });
  };

  // Says on the page's root what the app may offer, and that it has changed.
  var offer = function (name, value) {
    document.documentElement.dataset[name] = value;
    window.dispatchEvent(new Event("foreproof-version"));
  };

  // Keeps the files of this build for as long as this page is open: it may
  // still have to load parts of them (sw.js). Browsers without locks keep them
  // for longer.
  var build = script && script.dataset.build;
  var folder = new URL("./", document.baseURI).href;
  var hold = function () {
    if (!navigator.locks) return;
    var never = function () {
      return new Promise(function () {});
    };
    navigator.locks.request("foreproof " + folder + " " + build, { mode: "shared" }, never).catch(function () {});
  };

  // Brings in the service worker, which makes the app work without a
  // connection, and offers a new version once one is there. Never by itself:
  // who asks is the user. Throws where the browser forbids even to look.
  var goOffline = function () {
    var workers = navigator.serviceWorker;
    if (!workers) return;
    var leaving = false;
    var leave = function () {
      location.reload();
    };
    var greet = function () {
      if (workers.controller) workers.controller.postMessage({ started: build });
    };
    workers.addEventListener("controllerchange", function () {
      if (leaving) leave();
      else greet();
    });
    workers.addEventListener("message", function (event) {
      if (event.data === "newer") offer("update", "elsewhere");
    });
    workers
      .register(folder + "sw.js", { scope: folder, updateViaCache: "none" })
      .then(function (registration) {
        var look = function () {
          if (registration.waiting && workers.controller) offer("update", "ready");
        };
        registration.addEventListener("updatefound", function () {
          var next = registration.installing;
          if (next) next.addEventListener("statechange", look);
        });
        look();
        greet();
        window.addEventListener("foreproof-update", function () {
          if (!registration.waiting) return leave();
          leaving = true;
          registration.waiting.postMessage("activate");
          // The worker may be gone, or stuck.
          setTimeout(leave, 5000);
        });
        // Browsers look for a new version when a page is loaded; some tabs stay open for weeks.
        var looked = Date.now();
        document.addEventListener("visibilitychange", function () {
          if (document.visibilityState !== "visible" || Date.now() - looked < 3600000) return;
          looked = Date.now();
          registration.update().catch(function () {});
        });
        return workers.ready;
      })
      .then(function () {
        offer("offline", "ready");
      })
      .catch(function () {
        // Without it, everything else works.
      });
  };

  var isEmbedded = window.top !== window;
  try {
    if (build) hold();
  } catch (fault) {
    // Where storage is blocked, so are locks; there is no service worker then.
  }
  start()
    .then(function () {
      try {
        if (build && !isEmbedded) goOffline();
      } catch (fault) {
        // What is forbidden to look at is no reason not to work.
      }
    })
    .catch(function (fault) {
      var broken = fault instanceof WebAssembly.RuntimeError;
      failed(
        broken
          ? "Its program stopped while starting. What you have saved in this browser is untouched."
          : packed
            ? "The program in this file could not be unpacked. The browser may be too old for it, or the file " +
              "damaged: compare its SHA-256 with the one stated where you got it."
            : "A part of it did not arrive. Check the connection, then try again. " +
              "If it stays so, the site may have been updated or uploaded in part.",
        fault
      );
    });
})();
