/* Sorts and narrows the table of prospects. Without it the table stands as it is, by name. */
(function () {
  "use strict";

  var table = document.getElementById("everybody");
  var form = document.querySelector("form[data-sieve]");
  if (!table) return;

  var DAY = 86400000;
  var today = Date.parse(table.dataset.today);
  var body = table.tBodies[0];
  var heads = Array.prototype.slice.call(table.querySelectorAll("th[data-sort]"));
  var rows = Array.prototype.slice.call(body.rows);
  var output = form && form.querySelector("output");
  var collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  /* What each row is looked for by, read once: a thousand rows must follow every key. */
  var people = rows.map(function (row) {
    var d = row.dataset;
    return {
      row: row,
      words: fold(d.name + " " + d.firm),
      stage: d.stage,
      rank: d.rank,
      standing: d.standing,
      source: d.source,
      tag: d.tag ? d.tag.split("\n") : [],
      name: d.name,
      last: d.last,
      next: d.next,
      slipped: "slipped" in d,
      ago: d.last ? (today - Date.parse(d.last)) / DAY : null,
      ahead: d.next ? (Date.parse(d.next) - today) / DAY : null,
    };
  });

  var SIEVES = {
    name: function (p, value) { return p.words.indexOf(fold(value.trim())) >= 0; },
    stage: function (p, value) { return p.stage === value; },
    standing: function (p, value) { return p.standing === value; },
    source: function (p, value) { return p.source === value; },
    tag: function (p, value) { return p.tag.indexOf(value) >= 0; },
    last: function (p, value) {
      if (value === "never") return p.ago === null;
      if (p.ago === null) return false;
      return Number(value) < 0 ? p.ago > -Number(value) : p.ago <= Number(value);
    },
    next: function (p, value) {
      if (value === "none") return p.ahead === null;
      if (value === "slipped") return p.slipped;
      return p.ahead !== null && p.ahead <= Number(value);
    },
  };

  function asked() {
    var found = {};
    if (!form) return found; /* a handful of people need no sieve */
    Object.keys(SIEVES).forEach(function (name) {
      var field = form.elements[name];
      if (field && field.value) found[name] = field.value;
    });
    return found;
  }

  function sift() {
    var values = asked(), names = Object.keys(values), shown = 0;
    people.forEach(function (p) {
      var fits = names.every(function (name) { return SIEVES[name](p, values[name]); });
      p.row.hidden = !fits;
      if (fits) shown += 1;
    });
    output.textContent = !names.length ? "" :
      shown === 0 ? "Nobody like that." : shown + " of " + people.length;
    remember(values);
  }

  /* The address keeps what was asked, so that the way back leads to the same table. */
  function remember(values) {
    var sorted = heads.filter(function (head) { return head.hasAttribute("aria-sort"); })[0];
    var query = new URLSearchParams(values);
    if (sorted && (sorted.dataset.sort !== "name" || order(sorted) === "descending")) {
      query.set("sort", (order(sorted) === "descending" ? "-" : "") + sorted.dataset.sort);
    }
    var text = query.toString();
    try {
      history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
    } catch (error) { /* some browsers keep the address of a file as it is */ }
  }

  function order(head) { return head.getAttribute("aria-sort"); }

  function sort(key, direction) {
    heads.forEach(function (head) {
      if (head.dataset.sort === key) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    });
    var column = key === "stage" ? "rank" : key; /* stages have an order of their own */
    var turn = direction === "descending" ? -1 : 1;
    people.sort(function (a, b) {
      var mine = a[column], theirs = b[column];
      /* Who has nothing there comes last, whichever way the table is read. */
      if (!mine !== !theirs) return mine ? -1 : 1;
      return turn * collator.compare(mine, theirs) || collator.compare(a.name, b.name);
    });
    var all = document.createDocumentFragment();
    people.forEach(function (p) { all.appendChild(p.row); });
    body.appendChild(all);
  }

  heads.forEach(function (head) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "pb-sort";
    while (head.firstChild) button.appendChild(head.firstChild);
    head.appendChild(button);
    button.addEventListener("click", function () {
      sort(head.dataset.sort, order(head) === "ascending" ? "descending" : "ascending");
      remember(asked());
    });
  });

  var query = new URLSearchParams(location.search);
  query.forEach(function (value, name) {
    if (form && SIEVES[name] && form.elements[name]) form.elements[name].value = value;
  });
  var by = query.get("sort") || "";
  var key = by.replace(/^-/, "");
  if (heads.some(function (head) { return head.dataset.sort === key; })) {
    sort(key, by.charAt(0) === "-" ? "descending" : "ascending");
  }
  if (!form) return;

  /* A phone shows the name alone at first; what narrows the table already is never folded away. */
  var opener = form.querySelector(".pb-sieve__open");
  function unfold(open) {
    form.classList.toggle("pb-sieve--open", open);
    opener.setAttribute("aria-expanded", String(open));
    opener.textContent = open ? "Fewer ways to narrow" : "More ways to narrow";
  }
  opener.addEventListener("click", function () {
    unfold(opener.getAttribute("aria-expanded") === "false");
  });
  unfold(Object.keys(asked()).some(function (name) { return name !== "name"; }));

  form.addEventListener("input", sift);
  form.addEventListener("reset", function () { setTimeout(sift, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  sift();
})();
