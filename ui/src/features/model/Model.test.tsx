import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import { atDesk, criterion, desk, inForce, industry, plan, show } from './testing';

atDesk();

describe('the model screen', () => {
  it('says in its title what the best tier is', async () => {
    show();
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Tier 1 is 10% of accounts and 61% of potential' }),
    ).toBeTruthy();
  });

  it('changes nothing of a plan that is open for reading only, but can be read and printed', async () => {
    usePlan.getState().replace({ ...plan, readOnly: true });
    show();
    const slider = await screen.findByRole<HTMLInputElement>('slider', { name: 'Weight of Employees' });
    expect(slider.disabled).toBe(true);
    for (const role of ['slider', 'spinbutton', 'combobox']) {
      for (const field of screen.queryAllByRole<HTMLInputElement>(role)) {
        const off = field.disabled || field.getAttribute('aria-disabled') === 'true';
        expect(off, `${role} ${field.getAttribute('aria-label') ?? field.id}`).toBe(true);
      }
    }
    expect(screen.getByRole('button', { name: 'Add criterion' }).hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'How we tier, to read and print' }));
    expect(await screen.findByRole('button', { name: 'Print…' })).toBeTruthy();
  });

  it('previews while a weight moves and keeps one change when it is let go, all weights adding up to the whole', async () => {
    show();
    const slider = await screen.findByRole('slider', { name: 'Weight of Employees' });
    fireEvent.input(slider, { target: { value: '650' } });
    fireEvent.input(slider, { target: { value: '700' } });
    expect(await screen.findByText('3 accounts would move')).toBeTruthy();
    expect(desk.kept, 'nothing is saved while the hand moves').toEqual([]);
    fireEvent.pointerUp(slider);
    await waitFor(() => expect(desk.kept.length).toBe(1));
    expect(desk.kept[0]).toEqual({
      weights: [
        { criterion: 1, weight: 700, locked: false },
        { criterion: 2, weight: 300, locked: false },
      ],
      cut: null,
      curve: null,
    });
    expect(await screen.findByText('3 accounts moved')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open the 3 accounts that moved' }));
    expect(useWindow.getState().focus?.segment).toEqual({ kind: 'justMoved', step: null });
  });

  it('keeps a weight that is set without a hand, once, and gives one up on Escape', async () => {
    show();
    const slider = await screen.findByRole('slider', { name: 'Weight of Employees' });
    fireEvent.input(slider, { target: { value: '650' } });
    expect(await screen.findByText('3 accounts would move')).toBeTruthy();
    fireEvent.keyDown(slider, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByText('3 accounts would move')).toBeNull());
    expect(desk.kept).toEqual([]);
    fireEvent.input(slider, { target: { value: '700' } });
    // A screen reader sets the value: nothing is pressed and let go.
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    fireEvent.blur(slider);
    await waitFor(() => expect(desk.kept.length).toBe(1));
    expect(await screen.findByText('3 accounts moved')).toBeTruthy();
    expect(desk.kept.length, 'leaving it keeps nothing twice').toBe(1);
  });

  it('moves a cut-off by key and puts it back on Escape', async () => {
    show();
    const line = await screen.findByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    fireEvent.keyDown(line, { key: 'PageUp' });
    expect(line.getAttribute('aria-valuenow')).toBe('83');
    fireEvent.keyDown(line, { key: 'Escape' });
    expect(line.getAttribute('aria-valuenow')).toBe('78');
    fireEvent.keyUp(line, { key: 'PageUp' });
    expect(desk.kept).toEqual([]);
    fireEvent.keyDown(line, { key: 'ArrowLeft' });
    fireEvent.keyUp(line, { key: 'ArrowLeft' });
    await waitFor(() => expect(desk.kept).toEqual([{ weights: [], cut: { kind: 'score', cuts: [775] }, curve: null }]));
  });

  it('tries a curve while its mark is moved and keeps it when it is let go', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const mark = await screen.findByRole('slider', { name: 'All points at' });
    fireEvent.keyDown(mark, { key: 'ArrowLeft' });
    expect(mark.getAttribute('aria-valuenow')).toBe('9.8');
    fireEvent.keyDown(mark, { key: 'ArrowLeft' });
    expect(await screen.findByText('3 accounts would move')).toBeTruthy();
    expect(desk.kept, 'nothing is saved while the hand moves').toEqual([]);
    fireEvent.keyUp(mark, { key: 'ArrowLeft' });
    const shape = { kind: 'linear', from: 0, to: 9.6 };
    await waitFor(() => expect(desk.kept).toEqual([{ weights: [], cut: null, curve: { criterion: 1, shape } }]));
  });

  it('gives a mark back on Escape', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const mark = await screen.findByRole('slider', { name: 'No points at' });
    fireEvent.keyDown(mark, { key: 'PageUp' });
    expect(mark.getAttribute('aria-valuenow')).toBe('1');
    fireEvent.keyDown(mark, { key: 'Escape' });
    expect(mark.getAttribute('aria-valuenow')).toBe('0');
    fireEvent.keyUp(mark, { key: 'PageUp' });
    expect(desk.kept).toEqual([]);
  });

  it('takes another kind of curve by its picture, and turns a curve round', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    fireEvent.click(await screen.findByRole('radio', { name: 'Bands' }));
    await waitFor(() => expect(desk.kept.at(-1)?.curve?.shape).toMatchObject({ kind: 'bands', below: 0 }));
    const less = await screen.findByRole<HTMLInputElement>('switch', { name: 'Less is better' });
    fireEvent.click(less);
    await waitFor(() => expect(desk.kept.at(-1)?.curve?.shape).toMatchObject({ kind: 'bands', below: 1 }));
    await waitFor(() => expect(less.checked).toBe(true));
    // It is as the list suggests, but for its direction.
    expect(screen.queryByRole('button', { name: 'Fit to the list' })).toBeNull();
    fireEvent.click(await screen.findByRole('radio', { name: 'Rank' }));
    await waitFor(() =>
      expect(desk.kept.at(-1)?.curve?.shape).toEqual({ kind: 'percentile', falling: true, fresh: true }),
    );
  });

  it('fits a curve to the list and leaves its direction', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    fireEvent.click(await screen.findByRole('switch', { name: 'Less is better' }));
    await waitFor(() => expect(desk.kept.at(-1)?.curve?.shape).toEqual({ kind: 'linear', from: 10, to: 0 }));
    fireEvent.click(await screen.findByRole('button', { name: 'Fit to the list' }));
    await waitFor(() => expect(desk.kept.at(-1)?.curve?.shape).toEqual({ kind: 'linear', from: 8, to: 0 }));
  });

  it('gives a value other points with its bar, by hand in fives and by key one by one', async () => {
    desk.criteria = [criterion(1, 'Employees', 600), industry];
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Industry gives points' }));
    const bar = await screen.findByRole('slider', { name: 'Points for Energy' });
    expect(bar.getAttribute('aria-valuetext')).toBe('60 points');
    vi.spyOn(bar, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 80, 24));
    fireEvent.pointerMove(bar, { clientX: 120 });
    fireEvent.pointerDown(bar, { button: 0, pointerId: 1 });
    fireEvent.pointerMove(bar, { clientX: 120 });
    fireEvent.pointerMove(bar, { clientX: 134 });
    expect(bar.getAttribute('aria-valuetext')).toBe('45 points');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Points for Energy' }).value).toBe('45');
    expect(await screen.findByText('3 accounts would move')).toBeTruthy();
    expect(desk.kept, 'nothing is saved while the hand moves').toEqual([]);
    fireEvent.pointerUp(bar);
    const others = { value: 'Retail', points: 0.2 };
    const given = (points: number) => ({ ...industry.shape, points: [{ value: 'Energy', points }, others] });
    await waitFor(() =>
      expect(desk.kept).toEqual([{ weights: [], cut: null, curve: { criterion: 2, shape: given(0.45) } }]),
    );
    expect(await screen.findByText('3 accounts moved')).toBeTruthy();

    fireEvent.keyDown(bar, { key: 'PageUp' });
    fireEvent.keyDown(bar, { key: 'ArrowRight' });
    fireEvent.keyDown(bar, { key: 'Escape' });
    expect(bar.getAttribute('aria-valuenow')).toBe('45');
    fireEvent.keyUp(bar, { key: 'ArrowRight' });
    expect(desk.kept.length, 'Escape gives it up').toBe(1);

    fireEvent.keyDown(bar, { key: 'PageUp' });
    fireEvent.keyDown(bar, { key: 'ArrowRight' });
    fireEvent.keyUp(bar, { key: 'ArrowRight' });
    await waitFor(() => expect(desk.kept.at(-1)?.curve?.shape).toEqual(given(0.56)));
    fireEvent.keyDown(screen.getByRole('slider', { name: 'Points for Any other value' }), { key: 'ArrowLeft' });
    fireEvent.keyUp(screen.getByRole('slider', { name: 'Points for Any other value' }), { key: 'ArrowLeft' });
    await waitFor(() => expect(desk.kept.at(-1)?.curve?.shape).toEqual({ ...given(0.56), other: 0.49 }));
    expect(desk.kept.length, 'a gesture is one change').toBe(3);
  });

  it('leaves the bars of a plan that is open for reading only', async () => {
    desk.criteria = [criterion(1, 'Employees', 600), industry];
    usePlan.getState().replace({ ...plan, readOnly: true });
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Industry gives points' }));
    const bar = await screen.findByRole('slider', { name: 'Points for Energy' });
    expect(bar.getAttribute('aria-disabled')).toBe('true');
    fireEvent.keyDown(bar, { key: 'ArrowRight' });
    expect(bar.getAttribute('aria-valuenow')).toBe('60');
  });

  it('keeps what was moved by a key that is let go of elsewhere', async () => {
    desk.criteria = [criterion(1, 'Employees', 600), industry];
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Industry gives points' }));
    fireEvent.click(screen.getByRole('button', { name: 'Show how Employees gives points' }));
    const names = ['Points for Energy', 'All points at', 'Cut-off between Tier 1 and Tier 2'];
    for (const [before, name] of names.entries()) {
      const slider = screen.getByRole('slider', { name });
      fireEvent.keyDown(slider, { key: 'ArrowLeft' });
      expect(await screen.findByText('3 accounts would move')).toBeTruthy();
      fireEvent.blur(slider);
      await inForce(before + 1);
      expect(await screen.findByText('3 accounts moved'), 'nothing is tried any more').toBeTruthy();
      // Back in the window.
      fireEvent.keyUp(slider, { key: 'ArrowLeft' });
      fireEvent.blur(slider);
    }
    expect(desk.kept.map(({ curve, cut: lines }) => curve?.shape.kind ?? lines?.cuts)).toEqual([
      'category',
      'linear',
      [775],
    ]);
  });

  it('moves a mark by hand while another one has the focus, and keeps what a key moved before', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const [none, all] = ['No points at', 'All points at'].map((name) => screen.getByRole('slider', { name }));
    if (!none?.parentElement || !all) throw new Error('A straight line has two marks.');
    vi.spyOn(none.parentElement, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 100, 100));
    fireEvent.keyDown(none, { key: 'ArrowRight' });
    fireEvent.pointerDown(all, { button: 0, pointerId: 1 });
    fireEvent.blur(none);
    fireEvent.pointerMove(all, { clientX: 80, clientY: 0 });
    expect(all.getAttribute('aria-valuenow')).toBe('8');
    fireEvent.pointerUp(all);
    await waitFor(() =>
      expect(desk.kept.map(({ curve }) => curve?.shape)).toEqual([
        { kind: 'linear', from: 0.2, to: 10 },
        { kind: 'linear', from: 0.2, to: 8 },
      ]),
    );
  });

  it.each([
    ['the others made room', [false, 600], 'Region was added. The other weights made room.'],
    [
      'none could, as what is not locked weighs nothing',
      [true, 1000],
      'Region was added without a weight: no other weight is free to give way.',
    ],
  ] as const)('says of a criterion that is added that %s', async (_, [locked, weight], said) => {
    desk.criteria = [
      { ...criterion(1, 'Employees', weight), locked },
      { ...criterion(2, 'Engagement', 1000 - weight) },
    ];
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Add criterion' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: /^Region/ }));
    expect(await screen.findByText(said)).toBeTruthy();
  });

  it('opens the accounts without a value', async () => {
    show();
    const row = (await screen.findByRole('slider', { name: 'Weight of Employees' })).closest('li');
    fireEvent.click(await within(row as HTMLElement).findByRole('button', { name: '4 accounts' }));
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'missing', field: 5 } });
  });
});
