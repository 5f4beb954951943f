// Starts the app. A file of its own, because the content security policy
// allows no inline script; not a module, because from a folder on disk (file:)
// browsers load no modules, and that visitor too should read why.
(function () {
  "use strict";

  var script = document.currentScript;
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

  if (location.protocol === "file:") {
    failed(
      "The page was opened from a folder, and browsers run no WebAssembly from there. " +
        "Put the folder on any web server, or run “make serve” in the project, and open that address."
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

  import(address("js"))
    .then(function (glue) {
      return glue.default({ module_or_path: address("wasm") });
    })
    .catch(function (fault) {
      var broken = fault instanceof WebAssembly.RuntimeError;
      failed(
        broken
          ? "Its program stopped while starting. What you have saved in this browser is untouched."
          : "A part of it did not arrive. Check the connection, then try again. " +
              "If it stays so, the site may have been updated or uploaded in part.",
        fault
      );
    });
})();
