/* copydesk: light and dark, and keys. Without it every page reads the same. */
(function () {
  "use strict";
  var root = document.documentElement;
  function kept(value) {
    try {
      if (value === undefined) { return localStorage.getItem("copydesk-light"); }
      localStorage.setItem("copydesk-light", value);
    } catch (refused) { /* a browser that keeps nothing */ }
    return null;
  }
  var chosen = kept();
  if (chosen === "dark" || chosen === "light") { root.dataset.light = chosen; }
  function isDark() {
    return root.dataset.light ? root.dataset.light === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function typing(target) { return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName); }
  function step(by) {
    var all = Array.prototype.slice.call(document.querySelectorAll("main .title > a, main a.title, main .matches > li > p > a, main tbody a"));
    if (!all.length) { return; }
    var at = all.indexOf(document.activeElement);
    var next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
    all[next].focus();
  }
  function help() {
    var there = document.querySelector(".keys");
    if (there) { there.remove(); return; }
    var box = document.createElement("aside");
    box.className = "keys";
    box.setAttribute("aria-label", "Keys");
    var lines = [["j / k", "next, previous"], ["d", "dark or light"], ["?", "these keys"]];
    document.querySelectorAll("nav [data-key]").forEach(function (link) { lines.unshift([link.dataset.key, link.textContent]); });
    lines.forEach(function (line) {
      var row = document.createElement("p"), key = document.createElement("kbd");
      key.textContent = line[0];
      row.append(key, " " + line[1]);
      box.append(row);
    });
    document.body.append(box);
  }
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("nav button.light");
    function told() { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-pressed", String(isDark())); }
    function turn() { root.dataset.light = isDark() ? "light" : "dark"; kept(root.dataset.light); told(); }
    button.hidden = false;
    told();
    button.addEventListener("click", turn);
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) { return; }
      var room = document.querySelector('nav [data-key="' + (/^[a-z/]$/.test(event.key) ? event.key : "") + '"]');
      if (event.key === "?") { help(); }
      else if (event.key === "j") { step(1); }
      else if (event.key === "k") { step(-1); }
      else if (event.key === "d") { turn(); }
      else if (event.key === "Escape") { var box = document.querySelector(".keys"); if (box) { box.remove(); } }
      else if (room) { event.preventDefault(); room.click(); }
    });
  });
})();
