// Elements are made here alone, from text and attributes: no text of a customer can become markup.
const SVG = 'http://www.w3.org/2000/svg';

export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

export function s(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else if (name === 'vars') for (const [key, one] of Object.entries(value)) element.style.setProperty(key, one);
    else element.setAttribute(name, value === true ? '' : value);
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child);
    else if (child !== undefined && child !== null && child !== false) element.append(child);
  }
}

// A name of a customer or of the profile: whatever its letters, it ends where it ends.
export function name(text) {
  return h('bdi', { class: 'name' }, visible(text));
}

// Names of nothing but white space or of controls would be no name to see.
function visible(text) {
  return /[^\s\p{C}]/u.test(text) ? text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd') : `“${escape(text)}”`;
}

const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const one = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });
const some = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

// How many decimals a score needs to stay on its side of every cut-off, and how far below one it still reaches it; it is rounded down after that.
let precision = { scoreDecimals: 1, scoreTolerance: 1e-9 };

export function setPrecision(settings) {
  precision = settings;
}

const or = (format, value) => value === undefined || value === null ? '–' : format.format(value);

export const format = {
  count: value => or(whole, value),
  weight: value => or(Math.abs(value) >= 100000 ? short : some, value),
  points: value => or(one, value),
  score: (value, { scoreDecimals: places, scoreTolerance } = precision) => value === undefined || value === null ? '–'
    : (Math.floor((value + scoreTolerance) * 10 ** places) / 10 ** places).toFixed(places),
  change: value => or(signed, value),
  // Every whole digit; of a small number six.
  value: value => or(Math.abs(value) >= 100000 ? whole : some, value),
  // Every digit: rounded, it might be too little.
  needed: value => value === undefined || value === null ? '–' : String(value).replace(/^-?\d+/, digits => digits.replace(/\B(?=(\d{3})+$)/g, ',')),
  share: value => Number.isFinite(value) ? percent.format(value) : '–',
  day: value => value ? day.format(new Date(value)) : '–',
  counted: (value, noun) => `${whole.format(value)} ${noun}${value === 1 ? '' : 's'}`,
};

export const words = kind => kind.replace(/([A-Z])/g, ' $1').toLowerCase().trim();

export function card(title, ...children) {
  const id = `card-${Math.random().toString(36).slice(2)}`;
  return h('section', { class: 'card', 'aria-labelledby': id }, h('h2', { id }, title), children);
}

// A table scrolls within its own frame, also by keyboard.
export function table(caption, heads, rows, props) {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', props,
      h('caption', { class: 'unseen' }, caption),
      h('thead', null, h('tr', null, heads.map(head => h('th', { scope: 'col', class: head.number && 'number' }, head === '' ? h('span', { class: 'unseen' }, 'bar') : head.text ?? head)))),
      h('tbody', null, rows.map(row => h('tr', null, row.map((cell, i) => i === 0
        ? h('th', { scope: 'row' }, cell)
        : h('td', { class: heads[i].number && 'number' }, cell)))))));
}

export function link(view, query, ...children) {
  return h('a', { href: address(view, query) }, children);
}

export function address(view, query) {
  const set = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return `#/${view}${set.length ? `?${new URLSearchParams(set)}` : ''}`;
}

// An address cannot hold these two ids: browsers take them for steps.
export const customerLink = id => id === '.' || id === '..' ? name(id) : h('a', { href: `#/customers/${encodeURIComponent(id)}` }, name(id));

export function say(text) {
  document.getElementById('said').textContent = text;
}

export class Refusal extends Error {
  constructor(status, answer) {
    super(status === 401 || status === 403 ? 'You may not see this.' : answer?.title ?? `The server answered with ${status}.`);
    Object.assign(this, { status, detail: answer?.detail, errors: answer?.errors, problems: answer?.problems, notListed: answer?.notListed });
  }
}

export async function ask(path, { query, method = 'GET', body, signal } = {}) {
  const set = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  let response;
  try {
    response = await fetch(path + (set.length ? `?${new URLSearchParams(set)}` : ''), {
      method, signal,
      headers: { accept: 'application/json', ...method !== 'GET' && { 'X-Health-Scoring': '1' }, ...body && { 'content-type': 'application/json' } },
      body: body && JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal(0, { title: 'The server cannot be reached.' });
  }
  const text = await response.text();
  let answer;
  try { answer = text ? JSON.parse(text) : undefined; } catch { /* such as the page of a sign-in */ }
  if (!response.ok) throw new Refusal(response.status, answer);
  if (text && answer === undefined) throw new Refusal(response.status, { title: 'You are signed out, or a proxy answered. Load the page again.' });
  return answer;
}
