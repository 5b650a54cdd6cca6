// Elements of the page. Texts are always set as text, so that nothing in a scenario can be taken for HTML.

import { embedded } from "./direction";

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | EventListener>;

function fill(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

/** An element of HTML with attributes, listeners and children. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  fill(element, attributes, children);
  return element;
}

/** An element of SVG. */
export function s<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  // Drawings run from left to right in every language, lines of text in them as their letters do.
  fill(element, attributes, name === "text" ? children.map((child) => (typeof child === "string" ? embedded(child) : child)) : children);
  return element;
}

let numbered = 0;
/** A name that no other element has. */
export const unique = (prefix: string): string => `${prefix}-${(numbered += 1)}`;

export const button = (text: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement =>
  h("button", { type: "button", click: () => act(), ...attributes }, text);

/** Puts children in the place of all there are. */
export function put(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
}

/** Opens a dialog in front of the page; gives a function that closes it. */
export function dialog(title: string, close: string, ...children: Child[]): { element: HTMLDialogElement; close: () => void } {
  const heading = unique("dialog");
  const element = h(
    "dialog",
    { "aria-labelledby": heading },
    h(
      "div",
      { class: "dialog-head" },
      h("h2", { id: heading }, title),
      button(close, () => element.close(), { class: "quiet" }),
    ),
    h("div", { class: "dialog-body" }, ...children),
  );
  element.addEventListener("close", () => element.remove());
  element.addEventListener("click", (event) => {
    if (event.target === element) element.close();
  });
  document.body.append(element);
  element.showModal();
  return { element, close: () => element.close() };
}
