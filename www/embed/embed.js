// What the page around the check does: it takes the waiting words away once the
// check is there, and says so if it does not come.
(function () {
  "use strict";

  var wait = document.getElementById("frame-wait");
  var frame = document.getElementById("frame-app");

  // Nothing to wait for if it was faster than this script.
  var loaded = false;
  var done = function () {
    loaded = true;
    wait.hidden = true;
  };
  frame.addEventListener("load", done);
  try {
    if (frame.contentDocument && frame.contentDocument.readyState === "complete" && frame.contentWindow.location.href !== "about:blank") done();
  } catch (other) {
    // A frame of another origin tells nothing: its load event will.
  }
  setTimeout(function () {
    if (!loaded) wait.textContent = "The check takes unusually long. You can open it in its own tab, below.";
  }, 15000);

  document.getElementById("year").textContent = String(new Date().getFullYear());
})();
