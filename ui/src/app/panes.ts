/** The parts of the window that F6 goes round, and where the focus lands in each. */

/** In the order they are met: the steps, the plan's bar, the step in hand, its details. */
const PANES = ['nav', 'header', 'main', 'aside'];
const FOCUSABLE =
  'button:not([disabled]), a[href], input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/** Where the focus lands: on what is current (the step, the chosen row), otherwise on the first thing that can be used. */
function landing(pane: HTMLElement): HTMLElement | null {
  const current = pane.querySelector<HTMLElement>(
    '[aria-current]:not([disabled]), [aria-selected="true"][tabindex="0"]',
  );
  return current ?? pane.querySelector<HTMLElement>(FOCUSABLE) ?? (pane.hasAttribute('tabindex') ? pane : null);
}

/** Focuses with the mark around it: a web view leaves it out when the mouse had the focus before. */
function show(target: HTMLElement): void {
  target.focus();
  if (target.matches(':focus-visible')) return;
  target.dataset.focused = '';
  target.addEventListener('blur', () => delete target.dataset.focused, { once: true });
}

/** Moves the focus to the next part of the window that can take it, or with -1 to the one before; false when none can. */
export function goToPane(frame: ParentNode, direction: 1 | -1): boolean {
  const panes = PANES.flatMap((tag) => frame.querySelector<HTMLElement>(`:scope > ${tag}`) ?? []);
  const from = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let step = 1; step <= panes.length; step += 1) {
    // From nowhere forwards begins with the first, backwards with the last.
    const start = from < 0 && direction < 0 ? 0 : from;
    const pane = panes[(start + direction * step + panes.length * 2) % panes.length];
    const target = pane && landing(pane);
    if (!target) continue;
    show(target);
    return true;
  }
  return false;
}
