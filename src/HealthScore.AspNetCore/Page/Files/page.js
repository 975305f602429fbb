import { ask, h, name, say, setPrecision } from './dom.js';
import { portfolio } from './portfolio.js';
import { customers, work } from './lists.js';
import { customer } from './customer.js';
import { whatIf } from './whatif.js';
import { report } from './report.js';

const main = document.getElementById('main');
let leaving = new AbortController(), settings, shownPath;

const views = [
  { at: '', title: 'Portfolio', show: portfolio },
  { at: 'work', title: 'To do', show: work },
  { at: 'customers', title: 'Customers', show: customers },
  { at: 'what-if', title: 'What if', show: whatIf, when: () => settings.hasWhatIf },
  { at: 'report', title: 'Evidence', show: report, when: () => settings.hasReport },
];

function navigation(current) {
  document.getElementById('nav').replaceChildren(...views.filter(view => settings && (!view.when || view.when())).map(view =>
    h('li', null, h('a', { href: `#/${view.at}`, 'aria-current': view === current ? 'page' : null }, view.title))));
}

async function show() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const [path, search = ''] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [at, id] = path.split(/\/(.*)/s);
  main.setAttribute('aria-busy', 'true');
  try {
    // Anew for every view: a night may have brought another profile.
    settings = await ask('settings', { signal });
    setPrecision(settings);
    const view = views.find(one => one.at === at && (!one.when || one.when())) ?? views[0];
    navigation(view);
    const query = new URLSearchParams(search);
    const shown = view.at === 'customers' && id
      ? await customer(settings, query, signal, decodeURIComponent(id)) : await view.show(settings, query, signal);
    if (signal.aborted) return;
    // Who chooses in a list goes on choosing there, while the view is the same.
    const kept = path === shownPath && main.contains(document.activeElement) ? document.activeElement.id : '';
    main.replaceChildren(...shown.flat(Infinity).filter(one => one !== undefined && one !== null && one !== false));
    const heading = main.querySelector('h1');
    document.title = `${heading.textContent} – health scores`;
    const again = kept && document.getElementById(kept);
    if (again) {
      again.focus();
    } else {
      if (shownPath !== undefined) heading.focus();
      window.scrollTo(0, 0);
    }
    shownPath = path;
  } catch (error) {
    if (signal.aborted) return;
    failed(error);
  }
  main.removeAttribute('aria-busy');
}

function failed(error) {
  navigation();
  const isEmpty = !settings && error.status === 404;
  const title = isEmpty ? 'There is nothing to see yet' : error.message;
  main.replaceChildren(h('h1', { tabindex: -1 }, title), h('p', null, isEmpty ? 'No run is published yet. The first nightly run fills this page.' : name(error.detail ?? 'Try it again.')),
    h('p', null, h('button', { type: 'button', class: 'primary', onclick: show }, 'Try again')));
  document.title = `${title} – health scores`;
  say(title);
}

window.addEventListener('hashchange', show);
show();
