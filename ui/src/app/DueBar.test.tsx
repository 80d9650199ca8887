import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import '../i18n';
import { setLocale } from '../format/locale';
import type { PlanView } from '../ipc/bindings';
import { usePlan } from '../state/plan';
import { DueBar } from './DueBar';

const plan = {
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: '' },
  asOf: '2026-11-01',
  due: { overrides: 3, limit: true },
  revision: 1,
  readOnly: false,
  tiers: [],
  hues: [],
} as unknown as PlanView;
let brought = 0;
const show = (of: Partial<PlanView> = {}) => {
  usePlan.getState().replace({ ...plan, ...of });
  return render(<DueBar onBring={() => (brought += 1)} />);
};

beforeEach(() => {
  setLocale('en-US');
  brought = 0;
});

describe('what has come due', () => {
  it('is said with the day the plan is seen from, and can be brought to today', () => {
    show();
    expect(
      screen.getByText(
        'This plan is seen from Nov 1, 2026. Since then 3 tiers set by hand have run out and the limit on moves has begun anew.',
      ),
    ).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Bring it to today' }));
    expect(brought).toBe(1);
  });

  it('is not said where nothing is, and nothing is offered of a plan that is open for reading only', () => {
    const { unmount } = show({ due: null });
    expect(screen.queryByText(/seen from/)).toBeNull();
    unmount();
    show({ readOnly: true });
    expect(screen.getByText(/seen from/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Bring it to today' })).toBeNull();
  });

  it('is not said again once it was waved away, until something else comes due', () => {
    const { rerender } = show();
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(/seen from/)).toBeNull();
    usePlan.getState().replace({ ...plan, due: { overrides: 4, limit: true } });
    rerender(<DueBar onBring={() => undefined} />);
    expect(screen.getByText(/4 tiers set by hand/)).toBeTruthy();
  });
});
