import { h } from './dom.js';

export async function report() {
  return [
    h('h1', { tabindex: -1 }, 'Evidence'),
    h('p', { class: 'lead' }, 'Does a low score come before a loss? ', h('a', { href: 'report', target: '_blank', rel: 'noopener' }, 'Open the report alone')),
    h('iframe', { class: 'report', src: 'report', title: 'Evidence report', sandbox: '' }),
  ];
}
