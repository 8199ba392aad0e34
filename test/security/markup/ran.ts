/** In the page, before anything of it: remembers which payloads ran. */
export const WATCH =
  'globalThis.mqxRan = []; globalThis.mqx = (number) => void globalThis.mqxRan.push(number);';

/** Which ran, what of them became an element or an attribute, and which addresses would run. */
export const FOUND = `({
  ran: globalThis.mqxRan,
  elements: document.querySelectorAll('[data-mqx]').length,
  handlers: [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some(({ name }) => /^on/i.test(name))).length,
  addresses: [...document.querySelectorAll('[href], [src], [action], [data]')]
    .flatMap((one) => ['href', 'src', 'action', 'data'].map((name) => one.getAttribute(name) ?? ''))
    .filter((address) => /^[\\s\\u0000-\\u001f]*(?:javascript|vbscript|data:text)/i.test(address)).length,
})`;

export const NOTHING = { ran: [], elements: 0, handlers: 0, addresses: 0 };
