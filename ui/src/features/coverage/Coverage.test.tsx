import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Providers } from '../../app/Providers';
import '../../i18n';
import type { CoverageSettings, CoverageView, PlanView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost } from '../../ipc/transport';
import { usePlan } from '../../state/plan';
import Coverage from '.';
import { onOneScale, withCadence } from './settings';

vi.setConfig({ testTimeout: 20_000 });

const saved: CoverageSettings = {
  tiers: [
    { touchesPerYear: 52, minutesPerTouch: 60, travelMinutesPerTouch: 0 },
    { touchesPerYear: 24, minutesPerTouch: 30, travelMinutesPerTouch: 0 },
    { touchesPerYear: 12, minutesPerTouch: 15, travelMinutesPerTouch: 0 },
  ],
  hoursPerWeek: 40,
  weeksPerYear: 48,
  sellingShare: 450,
};

/** The textbook case of 150, 220 and 510 accounts: 11,970 h a year are 13.854 reps, which is 14 people. */
function view(settings: CoverageSettings): CoverageView {
  const accounts = [150, 220, 510];
  const tiers = settings.tiers.map((cadence, tier) => {
    const minutesPerAccount = cadence.touchesPerYear * (cadence.minutesPerTouch + cadence.travelMinutesPerTouch);
    return {
      tier,
      name: `Tier ${tier + 1}`,
      accounts: accounts[tier] ?? 0,
      minutesPerAccount,
      minutes: minutesPerAccount * (accounts[tier] ?? 0),
      potential: 1000,
    };
  });
  const minutes = tiers.reduce((sum, tier) => sum + tier.minutes, 0);
  const needed = Math.round((minutes / 51_840) * 1000);
  return {
    settings,
    tiers,
    minutes,
    minutesPerRep: 51_840,
    repsNeeded: needed,
    headcount: Math.ceil(needed / 1000),
    repsPresent: 12_800,
    capacityMinutes: 663_552,
    affordable: Math.floor((663_552 / minutes) * 1000),
    sentence: '',
  };
}

const plan = {
  file: { token: 1, name: 'Test', folder: '' },
  revision: 3,
  accounts: 880,
  currency: { code: 'EUR', minorDigits: 2 },
  readOnly: false,
} as PlanView;

let restore = () => {};
afterEach(() => restore());

describe('the coverage screen', () => {
  let settings = saved;
  const invoke = vi.fn();
  beforeEach(() => {
    settings = saved;
    queries.clear();
    usePlan.getState().replace(plan);
    invoke.mockReset().mockImplementation(async (command: string, args: { request: CoverageSettings }) => {
      if (command === 'preview_coverage') return view(args.request);
      if (command === 'set_coverage') {
        settings = args.request;
        return { ...plan, revision: 4 };
      }
      return view(settings);
    });
    restore = replaceHost({ invoke, channel: (handler) => handler, listen: async () => () => {} });
    render(
      <Providers>
        <Coverage />
      </Providers>,
    );
  });

  it('says how many people the work needs, and how much of it the team can do', async () => {
    expect(await screen.findByText('11,970 h a year: 14 people')).toBeTruthy();
    expect(screen.getAllByText('13.9').length, 'as the large figure and under the table').toBe(2);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The team can keep 92% of this cadence');
  });

  it('follows while a figure is typed, and keeps it on Enter as one change', async () => {
    const touches = await screen.findByRole('textbox', { name: 'Tier 1: touches a year' });
    fireEvent.change(touches, { target: { value: '26' } });
    expect(await screen.findByText('8,070 h a year: 10 people'), 'before anything is saved').toBeTruthy();
    expect(invoke).not.toHaveBeenCalledWith('set_coverage', expect.anything());
    fireEvent.keyDown(touches, { key: 'Enter' });
    await waitFor(() =>
      expect(invoke).toHaveBeenCalledWith('set_coverage', {
        request: withCadence(saved, 0, { touchesPerYear: 26 }),
      }),
    );
    expect(screen.getByText('8,070 h a year: 10 people')).toBeTruthy();
  });

  it('goes back to what is saved on Escape', async () => {
    const touches = await screen.findByRole('textbox', { name: 'Tier 1: touches a year' });
    fireEvent.change(touches, { target: { value: '26' } });
    await screen.findByText('8,070 h a year: 10 people');
    fireEvent.keyDown(touches, { key: 'Escape' });
    expect(await screen.findByText('11,970 h a year: 14 people')).toBeTruthy();
  });
});

describe('work and capacity on one scale', () => {
  it('ends with the longer of the two', () => {
    expect(onOneScale([60, 40], 50)).toEqual({
      parts: [
        { from: 0, width: 0.6 },
        { from: 0.6, width: 0.4 },
      ],
      capacity: 0.5,
    });
    expect(onOneScale([50], 100).parts).toEqual([{ from: 0, width: 0.5 }]);
  });

  it('is empty without work and capacity', () => {
    expect(onOneScale([0, 0], 0).capacity).toBe(0);
  });
});
