/**
 * The page's only script: search and filter of what the server has rendered, and opening all parts.
 * It reads the document and sets `hidden` and `open`; it writes no markup.
 */
export const pageScript = `
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("filter");
  const text = byId("filter-text");
  const school = byId("filter-school");
  const kind = byId("filter-kind");
  const count = byId("filter-count");
  const items = [...document.querySelectorAll(".item")].map((node) => ({
    node,
    schools: (node.dataset.s || "").split(" "),
    kind: node.dataset.k,
    words: null,
  }));
  const groups = [...document.querySelectorAll("details")].map((node) => ({ node, open: node.open }));
  const matches = (item, words) => {
    if (school.value !== "" && !item.schools.includes(school.value)) return false;
    if (kind.value !== "" && item.kind !== undefined && item.kind !== kind.value) return false;
    if (words.length === 0) return true;
    if (item.words === null) item.words = item.node.textContent.toLowerCase();
    return words.every((word) => item.words.includes(word));
  };
  const apply = () => {
    const words = text.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
    const active = words.length > 0 || school.value !== "" || kind.value !== "";
    const kept = new Set();
    let shown = 0;
    for (const item of items) {
      const match = matches(item, words);
      item.node.hidden = !match;
      if (!match) continue;
      shown += 1;
      for (let at = item.node.parentElement; at !== null && !kept.has(at); at = at.parentElement) kept.add(at);
    }
    for (const group of groups) {
      const found = kept.has(group.node);
      if (group.node.classList.contains("group")) group.node.hidden = !found;
      group.node.open = active ? found || (group.open && !group.node.classList.contains("group")) : group.open;
    }
    const more = form.dataset.more === "0" ? "" : "; " + form.dataset.more + " more changes are only in the JSON record";
    count.textContent = active ? shown + " of " + items.length + " rows on this page match" + more : "";
  };
  let waiting = 0;
  const later = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(apply);
  };
  form.addEventListener("input", later);
  form.addEventListener("reset", later);
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("expand").addEventListener("click", () => {
    const open = groups.some((group) => !group.node.open);
    for (const group of groups) group.node.open = open;
    byId("expand").textContent = open ? "Close all" : "Open all";
  });
  form.hidden = false;
})();
`;

/** What the page's security policy allows to run. A test holds it against the script. */
export const pageScriptHash = "sha256-RqpOz3b6MBkX3xe9NX20QT+a+CjPEtvgwq1wjTbyLUw=";
