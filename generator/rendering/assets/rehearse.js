/* Counts a voicemail down, a breath at a time, as `playbook rehearse` does in a terminal.
   Without it the seconds stand still beside the words. */
(function () {
  "use strict";

  var words = document.querySelector(".pb-breaths");
  if (!words) return;

  var lines = Array.prototype.slice.call(words.querySelectorAll("li[data-left]"));
  if (!lines.length) return;

  var TICK = 200;
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  var from = lines.map(function (line) { return Number(line.dataset.left); });
  var clocks = lines.map(function (line) { return line.querySelector("small"); });
  var printed = clocks.map(function (clock) { return clock.textContent; });
  var begun = 0, timer = 0, at = -1;

  var button = document.createElement("button");
  var told = document.createElement("span");
  var bar = document.createElement("p");
  button.type = "button";
  told.setAttribute("role", "status");
  bar.className = "pb-pace";
  bar.appendChild(button);
  bar.appendChild(told);
  words.parentNode.insertBefore(bar, words);
  say("Count me down", "");

  function say(offer, remark) {
    button.textContent = offer;
    told.textContent = remark;
  }

  function clock(seconds) {
    var whole = Math.max(0, Math.round(seconds));
    return Math.floor(whole / 60) + ":" + ("0" + (whole % 60)).slice(-2);
  }

  function turn(to) {
    if (at === to) return;
    if (lines[at]) {
      lines[at].removeAttribute("aria-current");
      clocks[at].textContent = printed[at];
    }
    at = to;
    if (!lines[at]) return;
    lines[at].setAttribute("aria-current", "true");
    lines[at].scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
  }

  function tick() {
    var left = from[0] - (performance.now() - begun) / 1000;
    if (left <= 0) return stop("Again", "That is how long it takes.");
    if (left > from[0]) return; /* one draws breath first */
    /* The last line that has begun is the one that is being said. */
    turn(from.filter(function (start) { return start >= left; }).length - 1);
    clocks[at].textContent = clock(left);
    if (told.textContent) say("Stop", "");
  }

  function start() {
    begun = performance.now() + 2000;
    say("Stop", "Breathe in.");
    words.classList.add("pb-breaths--running");
    timer = setInterval(tick, TICK);
  }

  function stop(offer, remark) {
    clearInterval(timer);
    timer = 0;
    turn(-1);
    words.classList.remove("pb-breaths--running");
    say(offer, remark);
  }

  button.addEventListener("click", function () {
    if (timer) stop("Count me down", "");
    else start();
  });
})();
