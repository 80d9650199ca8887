import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { usePlan } from '../../state/plan';
import { atDesk, criterion, desk, inForce, industry, later, show, turning } from './testing';

atDesk();

describe('a hand that moves the model', () => {
  it('loses no second move when the first one is saved meanwhile', async () => {
    show();
    const slider = await screen.findByRole<HTMLInputElement>('slider', { name: 'Weight of Employees' });
    fireEvent.input(slider, { target: { value: '650' } });
    fireEvent.pointerUp(slider);
    fireEvent.input(slider, { target: { value: '700' } });
    expect(await screen.findByText('was 65%'), 'the first move is in force by now').toBeTruthy();
    expect(slider.value).toBe('700');
    expect(await screen.findByText('3 accounts would move'), 'and is previewed against it').toBeTruthy();
    fireEvent.pointerUp(slider);
    await waitFor(() => expect(desk.kept.map((draft) => draft.weights[0]?.weight)).toEqual([650, 700]));
    // In force at last, and nothing is tried any more.
    await waitFor(() => expect(screen.queryByText(/^was/)).toBeNull());
    expect(slider.value).toBe('700');

    const line = screen.getByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    fireEvent.keyDown(line, { key: 'ArrowLeft' });
    fireEvent.input(slider, { target: { value: '710' } });
    fireEvent.keyUp(line, { key: 'ArrowLeft' });
    await waitFor(() => expect(desk.kept.at(-1)?.cut).toEqual({ kind: 'score', cuts: [775] }));
  });

  it('loses no move that begins while a line that was let go of is turned into its rule', async () => {
    desk.cut = { kind: 'share', cuts: [90] };
    const turn = turning();
    show();
    const slider = await screen.findByRole<HTMLInputElement>('slider', { name: 'Weight of Employees' });
    const line = screen.getByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    fireEvent.keyDown(line, { key: 'ArrowLeft' });
    fireEvent.keyUp(line, { key: 'ArrowLeft' });
    fireEvent.input(slider, { target: { value: '700' } });
    turn();
    await inForce(1);
    expect(slider.value).toBe('700');
    expect(await screen.findByText('3 accounts would move')).toBeTruthy();
    const weights = [700, 300].map((weight, at) => ({ criterion: at + 1, weight, locked: false }));
    expect(desk.previewed.at(-1), 'by the rule that is in force now').toEqual({ weights, cut: null, curve: null });
    fireEvent.pointerUp(slider);
    await waitFor(() => expect(desk.kept.at(-1)?.weights).toEqual(weights));
    expect(desk.kept.map((each) => each.cut)).toEqual([{ kind: 'share', cuts: [100] }, null]);
  });

  it('leaves a line where it was let go of when a weight is saved meanwhile', async () => {
    const turn = turning();
    show();
    const slider = await screen.findByRole<HTMLInputElement>('slider', { name: 'Weight of Employees' });
    const line = screen.getByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    fireEvent.input(slider, { target: { value: '700' } });
    fireEvent.pointerUp(slider);
    fireEvent.keyDown(line, { key: 'ArrowLeft' });
    fireEvent.keyUp(line, { key: 'ArrowLeft' });
    await inForce(1);
    expect(line.getAttribute('aria-valuenow')).toBe('77.5');
    turn();
    await waitFor(() => expect(desk.kept.at(-1)?.cut).toEqual({ kind: 'score', cuts: [775] }));
  });

  it('keeps what was turned back before the turn was saved, as a change of its own after it', async () => {
    const [first, land] = later();
    // The turn is slow to be saved; the way back would overtake it.
    desk.foretell = async ({ weights, curve }) => {
      const { shape } = curve ?? {};
      if (weights.length === 0 && shape?.kind === 'linear' && shape.to === 0) await first;
      return 3;
    };
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const less = await screen.findByRole<HTMLInputElement>('switch', { name: 'Less is better' });
    fireEvent.click(less);
    fireEvent.click(less);
    expect(less.checked).toBe(false);
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(desk.kept, 'one after the other').toEqual([]);
    land();
    await inForce(2);
    expect(desk.kept.map(({ curve }) => curve?.shape)).toEqual([
      { kind: 'linear', from: 10, to: 0 },
      { kind: 'linear', from: 0, to: 10 },
    ]);
    await waitFor(() => expect(less.checked).toBe(false));
  });

  it('keeps what was turned back while the turn is saved and not on the screen yet', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const less = await screen.findByRole<HTMLInputElement>('switch', { name: 'Less is better' });
    const [telling, tell] = later();
    desk.told = telling;
    fireEvent.click(less);
    await waitFor(() => expect(usePlan.getState().plan?.revision).toBe(2));
    await act(async () => undefined);
    fireEvent.click(less);
    tell();
    await inForce(2);
    expect(desk.kept.at(-1)?.curve?.shape).toEqual({ kind: 'linear', from: 0, to: 10 });
    await waitFor(() => expect(less.checked).toBe(false));
  });

  it('keeps a line, a bar and a rule that were put back before they were saved', async () => {
    desk.criteria = [criterion(1, 'Employees', 600), industry];
    const turn = turning();
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Industry gives points' }));
    const press = (slider: HTMLElement, key: string) => {
      fireEvent.keyDown(slider, { key });
      fireEvent.keyUp(slider, { key });
    };
    const bar = screen.getByRole('slider', { name: 'Points for Energy' });
    press(bar, 'ArrowRight');
    press(bar, 'ArrowLeft');
    const line = screen.getByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    press(line, 'ArrowRight');
    press(line, 'ArrowLeft');
    const rule = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Cut into tiers by' });
    fireEvent.change(rule, { target: { value: 'breaks' } });
    fireEvent.change(rule, { target: { value: 'score' } });
    turn();
    await inForce(6);
    const points = desk.kept.map(({ curve }) => curve?.shape.kind === 'category' && curve.shape.points[0]?.points);
    expect(points.slice(0, 2)).toEqual([0.61, 0.6]);
    expect(desk.kept.slice(2).map((each) => each.cut)).toEqual([
      { kind: 'score', cuts: [785] },
      { kind: 'score', cuts: [780] },
      { kind: 'breaks', cuts: [780] },
      { kind: 'score', cuts: [780] },
    ]);
    expect(bar.getAttribute('aria-valuenow')).toBe('60');
    await waitFor(() => expect(line.getAttribute('aria-valuenow')).toBe('78'));
  });

  it('takes the kind of curve that was chosen last, though the one before is not saved yet', async () => {
    const turn = turning();
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    fireEvent.click(await screen.findByRole('radio', { name: 'Bands' }));
    fireEvent.click(screen.getByRole('radio', { name: 'Straight' }));
    turn();
    await inForce(2);
    expect(desk.kept.map(({ curve }) => curve?.shape.kind)).toEqual(['bands', 'linear']);
  });

  it('locks a weight after the weights that were let go of before', async () => {
    const [foretold, turn] = later();
    desk.foretell = () => foretold.then(() => 3);
    show();
    const slider = await screen.findByRole('slider', { name: 'Weight of Employees' });
    fireEvent.input(slider, { target: { value: '700' } });
    fireEvent.pointerUp(slider);
    fireEvent.click(screen.getByRole('button', { name: 'Keep Employees as it is while others move' }));
    turn();
    await waitFor(() =>
      expect(desk.kept.map(({ weights }) => weights[0])).toEqual([
        { criterion: 1, weight: 700, locked: false },
        { criterion: 1, weight: 700, locked: true },
      ]),
    );
  });

  it('tries a curve no more once it is in force', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const mark = await screen.findByRole('slider', { name: 'All points at' });
    fireEvent.keyDown(mark, { key: 'ArrowLeft' });
    fireEvent.keyUp(mark, { key: 'ArrowLeft' });
    const slider = screen.getByRole<HTMLInputElement>('slider', { name: 'Weight of Employees' });
    fireEvent.input(slider, { target: { value: '700' } });
    await inForce(1);
    expect(slider.value).toBe('700');
    await waitFor(() => expect(desk.previewed.at(-1)).toMatchObject({ weights: [{ weight: 700 }, {}], curve: null }));
  });

  it('tells how many moved by the rule that is kept, which may round', async () => {
    desk.cut = { kind: 'share', cuts: [90] };
    desk.foretell = (draft) => (draft.cut?.kind === 'score' ? 3 : 2);
    show();
    const line = await screen.findByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    fireEvent.keyDown(line, { key: 'ArrowLeft' });
    fireEvent.keyUp(line, { key: 'ArrowLeft' });
    expect(await screen.findByText('2 accounts moved')).toBeTruthy();
    expect(desk.kept.map((each) => each.cut?.kind)).toEqual(['share']);
  });
});
