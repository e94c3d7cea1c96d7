// Samplan: everything works without this file. It saves a page load, a lost text or a long scroll.

// Errors: move focus to the summary.
document.querySelector("[data-focus]")?.focus();

// Row groups: add a row without a page load.
for (const group of document.querySelectorAll("[data-rows]")) {
  const total = group.querySelector(`[name="${group.dataset.rows}-TOTAL_FORMS"]`);
  const template = group.querySelector("template[data-empty-row]");
  group.querySelector("[data-add-row]").addEventListener("click", (event) => {
    event.preventDefault();
    const number = Number(total.value);
    const html = template.innerHTML.replaceAll("__prefix__", String(number));
    event.target.closest("p").insertAdjacentHTML("beforebegin", html);
    total.value = String(number + 1);
    const row = [...group.querySelectorAll("[data-row]")].at(-1);
    row.querySelector("legend").append(` ${number + 1}`);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
}

// Suggestions are fetched when somebody comes to a field that has them: 600 names are a lot for every page.
for (const list of document.querySelectorAll("datalist[data-names]")) {
  document.addEventListener("focusin", async (event) => {
    if (event.target.getAttribute("list") !== list.id || list.dataset.asked) return;
    list.dataset.asked = "1";
    const answer = await fetch(list.dataset.names, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    for (const name of (await answer.json()).names) list.append(new Option("", name));
  });
}

// Long lists of choices: a box that hides what does not match. Chosen ones always stay.
const filterable = (list) => {
  const choices = [...list.querySelectorAll(".choice")];
  if (choices.length < 9) return;
  const label = document.createElement("label");
  label.className = "small";
  label.textContent = list.dataset.filter;
  const box = document.createElement("input");
  box.type = "search";
  box.className = "input filterbox";
  box.autocomplete = "off";
  box.id = `${list.id}_filter`;
  label.htmlFor = box.id;
  const said = document.createElement("p");
  said.className = "sr";
  said.setAttribute("role", "status");
  list.before(label, box, said);
  box.addEventListener("input", () => {
    const words = box.value.toLocaleLowerCase("sv").trim();
    let shown = 0;
    for (const choice of choices) {
      const keep = choice.querySelector("input").checked || choice.textContent.toLocaleLowerCase("sv").includes(words);
      choice.hidden = !keep;
      shown += keep;
    }
    for (const name of list.querySelectorAll(".grp-name")) name.hidden = Boolean(words);
    said.textContent = words ? `${shown} val visas` : "";
  });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
};
document.querySelectorAll("[data-filter]").forEach(filterable);

// Unsaved changes: warn only when something has been typed and not sent.
const guard = (form) => {
  let dirty = form.dataset.guard === "unsent" || Boolean(document.querySelector(".summary-box"));
  form.addEventListener("input", (event) => { if (event.target.type !== "search") dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty && form.isConnected) event.preventDefault(); });
};
document.querySelectorAll("form[data-guard]").forEach(guard);

// The organisation switcher closes with Escape and when focus leaves it.
for (const menu of document.querySelectorAll(".orgswitch")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
}

// The table of shares works like a spreadsheet: Enter and the arrows go up and down, a block copied from Excel spreads
// over the cells, and the sums follow.
for (const table of document.querySelectorAll("table[data-shares]")) {
  const form = table.closest("form");
  const lines = () => [...form.querySelectorAll("table[data-shares] tbody tr")].map((row) => [...row.querySelectorAll("input.share")]);
  const place = (cell) => {
    const all = lines();
    const line = all.findIndex((cells) => cells.includes(cell));
    return { all, line, column: all[line].indexOf(cell) };
  };
  table.addEventListener("keydown", (event) => {
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches("input.share")) return;
    event.preventDefault();
    const { all, line, column } = place(event.target);
    const next = all[line + step]?.[column];
    if (next) { next.focus(); next.select(); }
    else if (event.key === "Enter" && step > 0) form.querySelector(".savebar button").focus();
  });
  table.addEventListener("paste", (event) => {
    const block = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!event.target.matches("input.share") || !/[\t\n]/.test(block)) return;
    event.preventDefault();
    const { all, line, column } = place(event.target);
    block.split("\n").forEach((text, down) => text.split("\t").forEach((value, right) => {
      const cell = all[line + down]?.[column + right];
      if (!cell) return;
      cell.value = value.trim();
      cell.dispatchEvent(new Event("input", { bubbles: true }));
    }));
  });
  form.querySelector("[name=own_channel]").addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); form.querySelector("[name=add_channel]").click(); }
  });
  // Tenths of a per cent, so that 0,1 + 0,2 is 0,3; null for what is no share.
  const tenths = (text) => {
    const number = text.replace(/[\s%]/g, "").replace(",", ".");
    return /^\+?\d+(\.\d)?0*$/.test(number) && Number(number) <= 100 ? Math.round(Number(number) * 10) : null;
  };
  const written = (sum) => String(sum / 10).replace(".", ",");
  table.addEventListener("input", (event) => {
    const row = event.target.closest("tr");
    for (const sum of row.querySelectorAll("[data-time]")) {
      const given = [...row.querySelectorAll(`input.share[name$="-${sum.dataset.time}"]`)].map((cell) => tenths(cell.value)).filter((share) => share !== null);
      const total = given.reduce((one, other) => one + other, 0);
      const lack = given.length && total !== 1000;
      sum.querySelector("[data-total]").textContent = given.length ? `${written(total)} av 100\u00a0%` : "–";
      sum.querySelector("[data-lack]").textContent = lack ? `${written(Math.abs(1000 - total))} ${total < 1000 ? "saknas" : "för mycket"}` : "";
      sum.querySelector(".lack").hidden = !lack;
    }
  });
}
for (const form of document.querySelectorAll("form[data-unsaved]")) form.dispatchEvent(new Event("input"));

// A form where one choice decides what more is asked for: the rest is hidden, and keeps what is typed in it. A part with
// a choice of its own is never hidden once something is typed in it, nor when a link leads there.
for (const form of document.querySelectorAll("form[data-choice]")) {
  const show = () => {
    for (const part of form.querySelectorAll("[data-shown-by]")) {
      const chosen = form.querySelector(`[name="${part.dataset.choice ?? form.dataset.choice}"]:checked`)?.value;
      const typed = [...part.querySelectorAll("input:not([type=hidden]), textarea")].some((field) => field.type === "checkbox" ? field.checked : field.value);
      const kept = part.dataset.choice && (typed || part.querySelector(":target"));
      part.hidden = part.dataset.shownBy !== chosen && !kept && !part.querySelector(".bad-field, .theirs");
    }
  };
  form.addEventListener("change", show);
  show();
}

// A field to copy from: the button copies it; where the browser forbids that the text is marked, ready for Ctrl+C.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = document.getElementById(`${button.dataset.copy}-sagt`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = button.dataset.done;
    } catch {
      said.textContent = "Texten är markerad. Kopiera den med Ctrl+C.";
    }
  });
}

// A plan that is started from another: a sentence tells how much of it is chosen, after what is hidden is hidden.
for (const said of document.querySelectorAll("[data-summary]")) {
  const form = said.closest("form");
  const list = new Intl.ListFormat("sv");
  form.addEventListener("change", () => {
    const parts = [...form.querySelectorAll("[data-shown-by]:not([hidden]) [data-counts]")].flatMap((group) => {
      const count = group.querySelectorAll("input[type=checkbox]:checked").length;
      const [one, several] = group.dataset.counts.split("|");
      return count ? [`${count} ${count === 1 ? one : several}`] : [];
    });
    said.textContent = parts.length ? `Du får ${list.format(parts)}.` : said.dataset.summary;
  });
}

// A link straight to a field, a group of them or a row that is changed leads to the first of them, unless there are errors
// to read first. It waits for the page, for the browser's own way to the place takes the focus from everything.
addEventListener("load", () => {
  const asked = document.getElementById(location.hash.slice(1))?.closest("form *, .inrow");
  const field = "input:not([type=hidden]), select, textarea";
  const first = asked && (asked.matches(field) ? asked : asked.querySelector(field));
  if (location.hash) (document.querySelector("[data-focus]") ?? first)?.focus();
});

// A row that is changed where it stands: its form is fetched, sent and put back alone, so the page keeps its place.
for (const table of document.querySelectorAll("table[data-rows-at]")) {
  const said = table.closest("section").querySelector("[data-rows-said]");
  const before = new WeakMap(); // what stood where a form stands now
  const address = (row) => table.dataset.rowsAt.replace("/0/", `/${row.id.replace("rad-", "")}/`);
  const fetched = async (row, init = {}) => {
    const answer = await fetch(address(row), { ...init, headers: { "X-Requested-With": "fetch" } });
    const text = answer.redirected ? "" : await answer.text();
    if (!text.trimStart().startsWith("<tr")) throw new Error(answer.status);
    const holder = document.createElement("template");
    holder.innerHTML = text;
    return { row: holder.content.querySelector("tr"), ok: answer.ok };
  };
  const put = (fresh, row) => {
    row.replaceWith(fresh);
    fresh.querySelectorAll("[data-filter]").forEach(filterable);
    fresh.querySelectorAll("form[data-guard]").forEach(guard);
  };
  const focusOn = (row, name) => {
    const field = row.querySelector("[data-focus]") ?? row.querySelector(`[name="${name}"]`)?.closest(".field") ?? row.querySelector(".field");
    (field.matches("[data-focus]") ? field : field.querySelector("input:not([type=hidden]), select, textarea")).focus();
  };
  const close = (form) => {
    const row = form.closest("tr");
    const former = before.get(row);
    if (!former) return false; // the page came with the form open: its link leads back
    put(former.row, row);
    former.link.focus();
    return true;
  };
  const follow = async () => { // what the page says of the whole plan, now that a row says something else
    if (!document.querySelector("[data-follows]")) return;
    const answer = await fetch(location.pathname).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-follows]")) {
      const now = fresh.getElementById(part.id);
      if (now && !part.contains(document.activeElement)) part.replaceWith(now);
    }
  };
  const send = async (form, button) => {
    const row = form.closest("tr");
    if (row.ariaBusy) return;
    row.ariaBusy = "true";
    const body = new FormData(form, button);
    try {
      const answer = await fetched(row, { method: "POST", body });
      const former = before.get(row);
      if (former) before.set(answer.row, former);
      put(answer.row, row);
      if (!answer.ok) return focusOn(answer.row);
      said.textContent = answer.row.querySelector(".saved")?.textContent ?? "";
      answer.row.querySelector('[data-row=""]')?.focus();
      const undo = answer.row.querySelector("[data-row-undo]");
      if (undo) setTimeout(() => { if (!undo.contains(document.activeElement)) undo.remove(); }, 10000);
      follow();
    } catch {
      row.ariaBusy = null;
      const fault = row.querySelector("[data-row-fault]") ?? said;
      fault.textContent = "Ändringarna är inte sparade. Kontrollera uppkopplingen och att du är inloggad, och välj Spara igen.";
    }
  };
  table.addEventListener("click", async (event) => {
    const closes = event.target.closest("[data-row-close]");
    if (closes && close(closes)) event.preventDefault();
    const link = event.target.closest("a[data-row]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const row = link.closest("tr");
    try {
      const answer = await fetched(row);
      before.set(answer.row, { row, link });
      put(answer.row, row);
      focusOn(answer.row, link.dataset.row);
    } catch {
      location.assign(link.href);
    }
  });
  table.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-row-form], [data-row-undo]")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });
  table.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || (event.target.type === "search" && event.target.value)) return; // Escape empties that first
    const form = event.target.closest("[data-row-form]");
    if (form && !close(form)) location.assign(form.querySelector("[data-row-close]").href);
  });
}
