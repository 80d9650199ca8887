import { describe, expect, it } from 'vitest';
import { ago, day } from './dates';
import { MISSING } from './figures';

describe('days', () => {
  it('are those of the calendar wherever the window stands', () => {
    expect(day('2026-11-22'), 'a day has no time zone').toMatch(/22/);
    expect(day('2026-11-22')).toMatch(/2026/);
  });
  it('leave what is no day as it stands, and a missing one is a dash', () => {
    expect(day('soon')).toBe('soon');
    expect(day(null)).toBe(MISSING);
  });
});

describe('how long ago something was', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  it('is said in the largest unit that fits', () => {
    expect(ago(now - 5 * 60_000, now)).toMatch(/5/);
    expect(ago(now - 3 * 3_600_000, now)).toMatch(/3 hours/);
    expect(ago(now - 86_400_000, now)).toMatch(/yesterday/i);
  });
  it('becomes a date after a week', () => {
    expect(ago(now - 20 * 86_400_000, now)).toMatch(/2026/);
  });
  it('is never in the future, whatever the clocks say', () => {
    expect(ago(now + 60_000, now)).toMatch(/this minute|0/);
  });
});
