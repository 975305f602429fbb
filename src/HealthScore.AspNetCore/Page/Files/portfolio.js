import { h, ask, card, format, link, name, table, address } from './dom.js';
import { badge, meter, stackedBar, tiersOverTime, tierText } from './charts.js';

export async function portfolio(settings, query, signal) {
  const months = query.get('months') ?? '12';
  const book = await ask('portfolio', { query: { months }, signal });
  const tiers = settings.tiers, lowest = book.tiers.find(part => part.tier === tiers[0]);
  const filter = (key, value) => value === undefined ? { withoutTier: 'true' } : { [key]: value };
  const tierRows = book.tiers.filter(part => part.tier || part.customers > 0).map(part => [
    link('customers', filter('tier', part.tier), badge(tiers, part.tier)), format.count(part.customers),
    format.share(part.customers / book.customers), format.weight(part.weight)]);
  const said = `${format.counted(book.customers, 'customer')}: ${book.tiers.map(part => `${part.customers} ${tierText(part.tier)}`).join(', ')}`;
  return [
    h('h1', { tabindex: -1 }, 'Portfolio'),
    h('p', { class: 'lead' }, `As of ${format.day(book.asOf)}, by `, name(book.profile), ` (${book.fingerprint.slice(0, 12)})`),
    book.unpublishedRun && h('p', { class: 'warning', role: 'note' },
      `The run of ${format.day(book.unpublishedRun)} is not published yet: it runs, or a source is lost. What you see is from the run before.`),
    h('dl', { class: 'figures' },
      figure('Customers', format.count(book.customers)), figure('Mean score', format.points(book.meanScore)),
      figure('Weight', format.weight(book.weight)),
      figure(`Weight at risk (${tiers[0]})`, lowest?.weight === undefined ? '–'
        : `${format.weight(lowest.weight)} · ${format.share(lowest.weight / book.weight)}`)),
    card('Tiers now', stackedBar(tiers, book.tiers, said),
      table('Customers by tier', ['tier', number('customers'), number('share'), number('weight')], tierRows)),
    book.runs && card('Tiers over time', months_(months), book.runs.length < 2 ? h('p', null, 'There is one run so far.') : null,
      tiersOverTime(tiers, book.runs)),
    book.tierChanges && card('Moved with the last run', book.tierChanges.length === 0 ? h('p', null, 'Nobody changed tier.')
      : table('Moves between tiers', ['from', 'to', number('customers')], sorted(book.tierChanges, tiers).map(move => [
        badge(tiers, move.fromTier), badge(tiers, move.toTier), format.count(move.customers)]))),
    book.metrics && card('What costs points', drivers(book)),
    book.segments && book.segments.length > 1 && card('Segments',
      table('Customers by segment', ['segment', number('customers'), number('weight'), number('mean score'), 'tiers'], book.segments.map(segment => [
        segment.segment ? link('customers', { segment: segment.segment }, name(segment.segment)) : 'base profile', format.count(segment.customers),
        format.weight(segment.weight), format.points(segment.meanScore),
        stackedBar(tiers, segment.tiers, segment.tiers.map(part => `${part.customers} ${tierText(part.tier)}`).join(', '))])),
      h('details', null, h('summary', null, 'Tiers as a table'),
        table('Customers by segment and tier', ['segment', ...book.tiers.map(part => number(tierText(part.tier)))], book.segments.map(segment => [
          segment.segment ? name(segment.segment) : 'base profile',
          ...book.tiers.map(part => format.count(segment.tiers.find(own => own.tier === part.tier)?.customers ?? 0))])))),
    book.metrics && card('Sources', h('p', null, 'The share of customers for whom a metric has a value.'),
      table('Coverage by metric', ['metric', number('customers without'), number('coverage'), ''], book.metrics.map(metric => {
        const share = book.customers ? 1 - metric.missing / book.customers : 0;
        return [name(metric.metric), format.count(metric.missing), format.share(share), meter(share, `coverage ${format.share(share)}`)];
      }))),
  ];
}

function drivers(book) {
  const segments = book.segments?.length > 1 ? book.segments : [];
  const most = Math.max(1e-9, ...book.metrics.map(metric => metric.meanPointsLost ?? 0));
  return [h('p', null, 'Points lost by a customer on average.'),
    table('Mean points lost by metric', ['metric', number('all'), '', ...segments.map(segment => number(segment.segment ?? 'base profile'))],
      book.metrics.map(metric => [link('customers', { driver: metric.metric }, name(metric.metric)), format.points(metric.meanPointsLost),
        meter((metric.meanPointsLost ?? 0) / most, ''),
        ...segments.map(segment => format.points(segment.metrics.find(one => one.metric === metric.metric)?.meanPointsLost))]))];
}

function months_(months) {
  return h('p', { class: 'choices' }, ['3', '12', '24'].map(count => h('a', {
    href: address('', { months: count }), 'aria-current': count === months ? 'true' : null,
  }, `${count} months`)));
}

// Falls before rises, the largest first.
function sorted(moves, tiers) {
  const step = move => Math.sign(tiers.indexOf(move.toTier) - tiers.indexOf(move.fromTier));
  return [...moves].sort((one, other) => step(one) - step(other) || other.customers - one.customers);
}

const number = text => ({ text, number: true });

const figure = (term, text) => h('div', null, h('dt', null, term), h('dd', null, text));
