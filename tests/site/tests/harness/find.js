// Called with how to look (role, label or text), a role, and a text. Answers
// with an element or null. An approximation of what assistive technology sees,
// good for finding things, not for judging them.
const [by, role, wanted] = arguments;

const squeeze = (text) => (text || "").replace(/\s+/g, " ").trim();

const visible = (element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) &&
  !element.closest("[aria-hidden='true'], [inert]");

const name = (element) => {
  const ids = element.getAttribute("aria-labelledby");
  if (ids) {
    const texts = ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent);
    return squeeze(texts.join(" "));
  }
  const own = element.getAttribute("aria-label");
  if (own) return squeeze(own);
  if (element.labels?.length) {
    return squeeze([...element.labels].map((label) => label.textContent).join(" "));
  }
  if (element.matches("input[type=button], input[type=submit], input[type=reset]")) {
    return squeeze(element.value);
  }
  const inner = element.matches("fieldset")
    ? element.querySelector("legend")?.textContent
    : element.matches("table")
      ? element.caption?.textContent
      : element.matches("svg")
        ? element.querySelector("title")?.textContent
        : element.matches("details")
          ? element.querySelector("summary")?.textContent
          : element.innerText || element.textContent;
  return squeeze(inner) || squeeze(element.getAttribute("alt") || element.title || element.placeholder);
};

const implicit = {
  button: "button, summary, input[type=button], input[type=submit], input[type=reset]",
  link: "a[href]",
  heading: "h1, h2, h3, h4, h5, h6",
  textbox: "textarea, input:not([type]), input[type=text], input[type=email], input[type=url], input[type=tel]",
  searchbox: "input[type=search]",
  spinbutton: "input[type=number]",
  slider: "input[type=range]",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  combobox: "select:not([multiple])",
  listbox: "select[multiple]",
  option: "option",
  list: "ul, ol",
  listitem: "li",
  table: "table",
  row: "tr",
  rowheader: "th[scope=row]",
  columnheader: "th[scope=col]",
  cell: "td",
  img: "img",
  dialog: "dialog",
  group: "fieldset, details",
  main: "main",
  navigation: "nav",
  banner: "header",
  contentinfo: "footer",
  article: "article",
  region: "section",
  form: "form",
  progressbar: "progress",
  status: "output",
};

// The one whose text is wanted, else the first that contains it.
const best = (elements, text) => {
  let second = null;
  for (const element of elements) {
    if (!visible(element)) continue;
    const found = text(element);
    if (found === wanted) return element;
    if (!second && wanted && found.includes(wanted)) second = element;
  }
  return second;
};

if (by === "role") {
  const selector = [`[role='${role}']`];
  for (const part of (implicit[role] || "").split(", ").filter(Boolean)) {
    selector.push(`${part}:not([role])`);
  }
  return best(document.querySelectorAll(selector.join(", ")), name);
}

if (by === "label") {
  const fields = document.querySelectorAll(
    "input, select, textarea, [contenteditable=true], [role=textbox], [role=combobox], [role=slider]",
  );
  return best(fields, name);
}

// Innermost elements first, so that the smallest with the text is found.
const elements = [...document.body.querySelectorAll("*")].reverse();
return best(
  elements.filter((element) => !element.matches("script, style, noscript")),
  (element) => squeeze(element.innerText ?? element.textContent),
);
