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
    press(box, "Try again", function () {
      location.reload();
    });
    return box;
  };

  var press = function (box, text, todo) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", function () {
      todo(button);
    });
    box.appendChild(button);
  };

  // What is kept here, taken straight from the browser: the program that could
  // read it may be what has stopped. Keys of other apps are none of ours.
  var OURS = "foreproof.";
  var WORK = "foreproof.assessment";
  var CRASHES = "foreproof.crashes";
  var attempt = function (todo) {
    try {
      return todo();
    } catch (refused) {
      return null;
    }
  };
  var ours = function () {
    var all = {};
    attempt(function () {
      for (var at = 0; at < localStorage.length; at++) {
        var key = localStorage.key(at);
        if (key.indexOf(OURS) === 0) all[key] = localStorage.getItem(key);
      }
    });
    return all;
  };
  var give = function (name, text) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  var offer = function (box) {
    var all = ours();
    if (all[WORK]) {
      press(box, "Download your work", function () {
        give("foreproof-rescued.json", ours()[WORK]);
      });
    }
    if (Object.keys(all).length > 0) {
      press(box, "Download all that is kept here", function () {
        give("foreproof-kept-here.json", JSON.stringify(ours(), null, 1));
      });
    }
    return box;
  };
  var crashes = function (count) {
    return attempt(function () {
      if (count === undefined) return Number(sessionStorage.getItem(CRASHES));
      if (count) sessionStorage.setItem(CRASHES, count);
      else sessionStorage.removeItem(CRASHES);
    });
  };

  var failed = function (words, fault) {
    var app = document.getElementById("app");
    app.textContent = "";
    app.appendChild(offer(tell("Foreproof could not start", words, fault)));
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
    crashes(crashes() + 1);
    document.body.insertBefore(offer(box), document.body.firstChild);
  };
  window.addEventListener("error", function (event) {
    onFault(event.error);
  });
  window.addEventListener("unhandledrejection", function (event) {
    onFault(event.reason);
  });

  // After two faults in a row, or on demand (#safe), the program is not started:
  // what is kept can still be taken out, or away.
  if (crashes() > 1 || location.hash === "#safe") {
    var app = document.getElementById("app");
    var safe = document.createElement("div");
    safe.className = "boot-fault";
    safe.setAttribute("role", "alert");
    var title = document.createElement("h1");
    title.textContent = "Foreproof was not started";
    var words = document.createElement("p");
    words.textContent =
      (crashes() > 1 ? "It has stopped twice in a row. " : "") +
      "What is kept in this browser is untouched. Download it first; then start again, or erase it here and open the file afterwards.";
    safe.appendChild(title);
    safe.appendChild(words);
    offer(safe);
    press(safe, "Start it", function () {
      crashes(0);
      // The steps of undo are the least to lose, should they be what stops it.
      attempt(function () {
        sessionStorage.removeItem("foreproof.undo");
      });
      if (location.hash === "#safe") history.replaceState(null, "", location.pathname + location.search);
      location.reload();
    });
    press(safe, "Erase what is kept here", function (button) {
      if (button.dataset.sure) {
        Object.keys(ours()).forEach(function (key) {
          localStorage.removeItem(key);
        });
        crashes(0);
        location.reload();
      }
      button.dataset.sure = "yes";
      button.textContent = "Erase it for good: click once more";
    });
    app.textContent = "";
    app.appendChild(safe);
    return;
  }
  // Once it has run for a while, an older fault was not the beginning of a row.
  setTimeout(function () {
    if (!stopped) crashes(0);
  }, 20000);

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
  var announce = function (name, value) {
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
      if (event.data === "newer") announce("update", "elsewhere");
    });
    workers
      .register(folder + "sw.js", { scope: folder, updateViaCache: "none" })
      .then(function (registration) {
        var look = function () {
          if (registration.waiting && workers.controller) announce("update", "ready");
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
        announce("offline", "ready");
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
      if (broken && !stopped) crashes(crashes() + 1);
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
