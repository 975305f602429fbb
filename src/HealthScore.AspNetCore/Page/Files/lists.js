import { h, ask, customerLink, format, name, table, address, say } from './dom.js';
import { badge } from './charts.js';

const Page = 50;

export const customers = (settings, query, signal) => list('customers', 'Customers', settings, query, signal);

export const work = (settings, query, signal) => list('work', 'To do', settings, query, signal);

async function list(view, title, settings, query, signal) {
  const isWork = view === 'work';
  const asked = Object.fromEntries([...query].filter(([key]) => ['tier', 'withoutTier', 'segment', 'driver', 'action', 'days', 'order'].includes(key)));
  const body = h('div', null);
  const more = h('button', { type: 'button', hidden: true }, 'Load more');
  const failed = h('p', { class: 'error', role: 'alert' });
  let rows = [], next;
  const load = async () => {
    more.disabled = true;
    failed.textContent = '';
    const page = await ask(view, { query: { ...asked, count: Page, after: next }, signal });
    rows = next ? [...rows, ...page.customers] : page.customers;
    // A page that grows without end would be slow to read and to draw.
    if (rows.length > 100) rows = rows.slice(-100);
    next = page.next;
    body.replaceChildren(rows.length === 0 ? h('p', { class: 'empty' }, isWork ? 'No action fell due.' : 'There is no such customer.') : shown(isWork, settings, rows));
    more.hidden = !next;
    more.disabled = false;
    say(`${format.counted(page.customers.length, 'customer')}${next ? ', and there are more' : ''}`);
  };
  more.addEventListener('click', () => load().catch(error => {
    failed.textContent = error.message;
    more.disabled = false;
  }));
  await load();
  return [
    h('h1', { tabindex: -1 }, title),
    h('p', { class: 'lead' }, isWork ? 'Customers for whom an action fell due, and why.' : 'As the last run left them.'),
    filters(view, settings, asked), body, failed, h('p', null, more),
  ];
}

function shown(isWork, settings, rows) {
  const heads = ['customer', 'tier', { text: 'score', number: true }, { text: 'weight', number: true }, 'segment', 'costs most'];
  return table(isWork ? 'Customers with due actions' : 'Customers', isWork ? [...heads.slice(0, 2), 'to do', ...heads.slice(2)] : heads, rows.map(row => {
    const cells = [customerLink(row.id), badge(settings.tiers, row.tier), format.score(row.score), format.weight(row.weight),
      row.segment ? name(row.segment) : '–', row.driver ? name(row.driver) : '–'];
    return isWork ? [...cells.slice(0, 2), todo(row.actions), ...cells.slice(2)] : cells;
  }));
}

export const todo = actions => h('ul', { class: 'todo' }, actions.map(action => h('li', null,
  h('strong', null, name(action.name)), action.priority !== undefined && ` (priority ${action.priority})`,
  ` due on ${format.day(action.asOf)}`,
  action.description && h('div', null, name(action.description)), action.reason && h('div', { class: 'why' }, name(action.reason)))));

function filters(view, settings, asked) {
  const change = (key, value) => {
    const query = { ...asked, [key]: value };
    if (key === 'tier') { delete query.withoutTier; if (value === ' none') { delete query.tier; query.withoutTier = 'true'; } }
    location.hash = address(view, query);
  };
  const choose = (key, label, options, current) => h('label', null, label, h('select', { id: `filter-${key}`, onchange: event => change(key, event.target.value) },
    options.map(([value, text]) => h('option', { value, selected: value === (current ?? '') }, text))));
  const any = names => [['', 'any'], ...names.map(one => [one, one])];
  return h('form', { class: 'filters', 'aria-label': 'Filter', onsubmit: event => event.preventDefault() },
    view === 'work' && choose('action', 'Action', any(settings.actions), asked.action),
    choose('tier', 'Tier', [...any(settings.tiers), [' none', 'no tier']], asked.withoutTier ? ' none' : asked.tier),
    settings.segments.length > 0 && choose('segment', 'Segment', any(settings.segments), asked.segment),
    choose('driver', 'Costs most', any(settings.metrics), asked.driver),
    view === 'work' && choose('days', 'Due in the last', [['', '14 days'], ['1', 'day'], ['30', '30 days'], ['90', '90 days']], asked.days),
    choose('order', 'Order', [['', 'largest weight first'], ['score', 'lowest score first']], asked.order));
}
