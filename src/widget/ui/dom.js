/** Making elements: attributes and text only, so that nothing from the catalogue is ever read as HTML. */

/**
 * @param {string} tag
 * @param {Readonly<Record<string, string>>} [attributes]
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * @param {string} text
 * @param {() => unknown} act
 */
export function button(text, act) {
  const made = make('button', { type: 'button', part: 'button' }, text);
  made.addEventListener('click', act);
  return made;
}

/**
 * Text with its matches (between U+E000 and U+E001) marked.
 * @param {string} text
 */
export function marked(text) {
  const parts = text.split(/(\uE000[^\uE001]*\uE001)/);
  return parts.map((part) => (part.startsWith('\uE000') ? make('mark', {}, part.slice(1, -1)) : part));
}
