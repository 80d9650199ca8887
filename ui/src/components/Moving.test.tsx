import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProgressBar } from './Moving';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a bar', () => {
  const bar = () => screen.getByRole('progressbar', { name: 'Reading' });
  const inside = () => bar().firstElementChild as HTMLElement;

  it('says how far the work is', () => {
    const { rerender } = render(<ProgressBar label="Reading" value={0.25} />);
    expect([bar().getAttribute('aria-valuenow'), inside().style.width]).toEqual(['25', '25%']);
    rerender(<ProgressBar label="Reading" value={1.2} />);
    expect(inside().style.width, 'more rows than the file declared').toBe('100%');
  });

  it('steps on while the end is not known, and says no figure', () => {
    render(<ProgressBar label="Reading" value={null} />);
    expect(bar().hasAttribute('aria-valuenow')).toBe(false);
    const before = inside().style.left;
    act(() => void vi.advanceTimersByTime(1000));
    expect(inside().style.left).not.toBe(before);
  });
});
