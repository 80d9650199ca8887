import { afterEach, expect, test } from 'vitest';
import { goToPane } from './panes';

function frame(details = ''): Element {
  document.body.innerHTML = `<div id="frame">
    <nav><button id="home">Home</button><button id="model" aria-current="step">Model</button></nav>
    <header><button disabled>Undo</button><button id="search">Search</button></header>
    <main tabindex="-1"><p>Nothing to press</p></main>
    <aside>${details}</aside>
  </div>`;
  return document.body.children[0] ?? document.body;
}
const at = () => document.activeElement?.id || document.activeElement?.tagName.toLowerCase();

afterEach(() => {
  document.body.innerHTML = '';
});

test('F6 goes round the parts of the window and lands on what is current', () => {
  const window = frame('<button id="close">Close</button>');
  const way = Array.from({ length: 5 }, () => (goToPane(window, 1), at()));
  expect(way, 'the current step, the first that can be pressed, the step itself, its details, and round again').toEqual(
    ['model', 'search', 'main', 'close', 'model'],
  );
});

test('Shift+F6 goes the other way round', () => {
  const window = frame('<button id="close">Close</button>');
  const way = Array.from({ length: 4 }, () => (goToPane(window, -1), at()));
  expect(way).toEqual(['close', 'main', 'search', 'model']);
});

test('a part with nothing in it is passed over', () => {
  const window = frame();
  window.querySelector<HTMLElement>('main')?.focus();
  goToPane(window, 1);
  expect(at(), 'no details are open, so the round begins again').toBe('model');
});
