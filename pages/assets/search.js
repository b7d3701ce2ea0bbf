/* copydesk: search over headlines, outlets and names. Spans of articles are loaded as scripts, the newest first. */
var copydesk = (function () {
  "use strict";
  var SHOWN = 50, spans = [], pages = [], loaded = {}, waiting = {}, query = [], turn = 0, limit = SHOWN;
  function folded(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }
  function take(what, content) {
    if (what === "heads") {
      spans = content[0];
      pages = content[1].map(function (one) { return { label: one[0], page: one[1], kind: one[2], folded: folded(one[0]) }; });
      return;
    }
    var outlets = content[0];
    take.last = content[1].map(function (one) {
      var outlet = outlets[one[1]];
      return { title: one[0], outlet: outlet, day: one[2], story: one[3], kind: one[4], folded: folded(one[0] + " " + outlet) };
    });
  }
  function load(span, then) {
    if (loaded[span]) { then(loaded[span]); return; }
    if (waiting[span]) { waiting[span].push(then); return; }
    waiting[span] = [then];
    var script = document.createElement("script");
    script.src = "search/" + span + ".js";
    script.onload = function () {
      loaded[span] = take.last;
      waiting[span].splice(0).forEach(function (each) { each(loaded[span]); });
      delete waiting[span];
      script.remove();
    };
    script.onerror = function () { loaded[span] = []; waiting[span].splice(0).forEach(function (each) { each([]); }); delete waiting[span]; };
    document.head.append(script);
  }
  function fits(text) { return query.every(function (word) { return text.indexOf(word) >= 0; }); }
  function at(id) { return document.getElementById(id); }
  function item(link, text, more) {
    var row = document.createElement("li"), anchor = document.createElement("a"), grey = document.createElement("span");
    anchor.href = link;
    anchor.textContent = text;
    anchor.dir = "auto";
    anchor.className = "title";
    grey.className = "grey";
    grey.textContent = more;
    row.append(anchor, " ", grey);
    return row;
  }
  function heads() {
    var found = pages.filter(function (one) { return fits(one.folded); })
      .sort(function (a, b) { return a.folded.length - b.folded.length; }).slice(0, 24);
    at("pages").replaceChildren.apply(at("pages"), found.map(function (one) {
      var row = item(one.page, one.label, one.kind);
      row.firstChild.className = "";
      return row;
    }));
    return found.length;
  }
  function look(place, seen, mine, named) {
    if (mine !== turn) { return; }
    var list = at("found");
    if (place >= spans.length || seen.count > limit) {
      at("more").hidden = seen.count <= limit;
      at("told").textContent = (seen.count > limit ? "The newest " + limit : seen.count === 1 ? "1 story" : seen.count + " stories") +
        (named ? ", " + named + (named === 1 ? " page" : " pages") : "");
      return;
    }
    load(spans[place], function (articles) {
      if (mine !== turn) { return; }
      articles.forEach(function (one) {
        if (seen.count > limit || !fits(one.folded) || seen.stories[one.story]) { return; }
        seen.stories[one.story] = true;
        seen.count += 1;
        if (seen.count <= limit) {
          list.append(item("stories/s" + one.story + ".html", one.title, one.outlet + " · " + one.day + " · s" + one.story + (one.kind ? " · " + one.kind : "")));
        }
      });
      look(place + 1, seen, mine, named);
    });
  }
  function search() {
    query = folded(at("words").value).split(/\s+/).filter(Boolean);
    turn += 1;
    at("found").replaceChildren();
    at("pages").replaceChildren();
    at("more").hidden = true;
    at("told").textContent = "";
    if (query.length) { look(0, { stories: {}, count: 0 }, turn, heads()); }
  }
  document.addEventListener("DOMContentLoaded", function () {
    var input = at("words"), pause = 0;
    try { input.value = decodeURIComponent(location.hash.slice(1)); } catch (broken) { input.value = ""; }
    input.addEventListener("input", function () {
      clearTimeout(pause);
      pause = setTimeout(function () {
        limit = SHOWN;
        history.replaceState(null, "", "#" + encodeURIComponent(input.value));
        search();
      }, 120);
    });
    at("more").addEventListener("click", function () { limit += SHOWN; search(); });
    input.focus();
    search();
  });
  return { take: take };
})();
