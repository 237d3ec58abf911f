// Looks a page over and returns what is wrong with it, by the name of the promise: {"headings": ["…"], …}.
() => {
  const wrong = {};
  const say = (promise, what) => { (wrong[promise] = wrong[promise] || []).push(String(what).slice(0, 120)); };
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const seen = (e) => { const r = e.getBoundingClientRect(), s = getComputedStyle(e); return r.width > 0 && r.height > 0 && s.visibility !== "hidden"; };
  const name = (e) => (e.getAttribute("aria-label") || e.innerText || "").trim();

  const levels = all("h1,h2,h3,h4,h5,h6").map((h) => Number(h.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) { say("one h1", levels.join()); }
  levels.forEach((level, i) => { if (i && level - levels[i - 1] > 1) { say("no level is skipped", levels.join()); } });
  if (all("main").length !== 1) { say("one main", all("main").length); }
  if (!document.documentElement.lang) { say("the page names its language", ""); }
  const first = all("a[href], button, input, select, textarea, summary, [tabindex='0']")[0];
  if (!first || !first.matches(".skip[href^='#']") || !document.querySelector(first.getAttribute("href"))) { say("the skip link comes first", first && first.outerHTML); }

  all("ol.events > li").forEach((li) => { if (!li.querySelector(".when time[datetime]") && !/not known/i.test(li.innerText)) { say("every event has its time", li.innerText); } });
  all("time[datetime]").forEach((t) => { if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(t.getAttribute("datetime"))) { say("times are dates", t.outerHTML); } });
  all("a[href]").forEach((a) => { if (!a.closest("svg") && /^(source|more|here|link|read more)?$/i.test(name(a))) { say("links say where they lead", a.outerHTML); } });
  all(".account .from a[href*='/articles/'], .step .from a[href*='/articles/']").forEach((a) => { if (!/\d{4}/.test(a.innerText) && a.innerText.split(" ").length < 2) { say("a source link names source and date", a.innerText); } });

  all("a[href], button, input:not([type=hidden]), select, summary").forEach((e) => {
    const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    if (r.width && !(e.tagName === "A" && s.display === "inline") && !e.closest("svg, label, .skip") && (r.width < 24 || r.height < 24)) { say("targets are large enough", e.outerHTML); }
  });
  all("input:not([type=hidden]), select, textarea").forEach((e) => {
    const label = e.labels && e.labels[0], button = e.form && e.form.querySelector("button");
    if (!label || (!(seen(label) && !label.matches(".out")) && !(label.matches(".out") && button))) { if (!e.closest("details:not([open])")) { say("fields have labels", e.outerHTML); } }
    (e.getAttribute("aria-describedby") || "").split(" ").filter(Boolean).forEach((id) => { if (!document.getElementById(id)) { say("descriptions exist", id); } });
  });
  all("[aria-describedby], [aria-labelledby]").forEach((e) => {
    ["aria-describedby", "aria-labelledby"].forEach((of) => (e.getAttribute(of) || "").split(" ").filter(Boolean).forEach((id) => { if (!document.getElementById(id)) { say("descriptions exist", id); } }));
  });
  all("a[href^='#']").forEach((a) => { const id = decodeURIComponent(a.getAttribute("href").slice(1)); if (id && !document.getElementById(id)) { say("places linked to exist", a.outerHTML); } });
  all(".side").forEach((e) => { if (!/^[A-Z\u4e00-\u9fff]{1,2}$/.test(e.innerText.trim()) || !e.getAttribute("aria-label")) { say("a side is a letter and a name", e.outerHTML); } });
  all(".proposed").forEach((e) => { if (!/not reviewed/i.test(e.innerText)) { say("what is proposed says so in words", e.innerText); } });
  all("blockquote, .text").forEach((e) => { if (e.getAttribute("dir") !== "auto" && !e.closest("[dir=auto]")) { say("quoted text finds its direction", e.outerHTML); } });
  all("main [class~='lang'], .text[lang='']").forEach((e) => say("foreign text names its language", e.outerHTML));
  all("body [title]").forEach((e) => say("nothing is said by title alone", e.outerHTML));
  all("[style], script:not([src]), [onclick], [onload]").forEach((e) => { if (e.type !== "application/ld+json") { say("nothing is inline", e.outerHTML); } });
  const ids = all("[id]").map((e) => e.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => say("ids are unique", id));
  if (all("*").length > 1500) { say("at most 1,500 nodes", all("*").length); }
  return wrong;
}
