import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../i18n';
import { setLocale } from '../format/locale';
import { MoneyInput, NumberInput } from './Field';

const EUR = { code: 'EUR', minorDigits: 2 };

beforeEach(() => setLocale('de-DE'));

describe('a field for a figure', () => {
  it('takes a typed amount on Enter, in minor units and in the person’s own writing', () => {
    const commit = vi.fn();
    render(<MoneyInput label="Target" value={100} currency={EUR} onCommit={commit} />);
    const field = screen.getByRole('textbox');
    fireEvent.change(field, { target: { value: '1.200,50' } });
    expect(commit, 'nothing is taken while it is being typed').not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(commit).toHaveBeenCalledExactlyOnceWith(120_050);
  });

  it('says what is wrong and takes nothing', () => {
    const commit = vi.fn();
    render(<NumberInput label="Touches" value={12} max={365} onCommit={commit} />);
    const field = screen.getByRole('textbox');
    fireEvent.change(field, { target: { value: 'many' } });
    fireEvent.blur(field);
    expect(screen.getByText('“many” is not a number.')).toBeTruthy();
    fireEvent.change(field, { target: { value: '400' } });
    fireEvent.blur(field);
    expect(screen.getByText('Must be at most 365.')).toBeTruthy();
    expect(commit).not.toHaveBeenCalled();
  });

  it('gives the value from before back on Escape where what is typed is taken at once', () => {
    function Gate() {
      const [value, setValue] = useState<number | null>(50);
      return (
        <>
          <NumberInput
            label="Threshold"
            value={value}
            onCommit={setValue}
            onTyping={(typed) => typed !== null && setValue(typed)}
            onGiveUp={setValue}
          />
          <output>{value}</output>
        </>
      );
    }
    render(<Gate />);
    const field = screen.getByRole<HTMLInputElement>('textbox');
    fireEvent.change(field, { target: { value: '7' } });
    fireEvent.change(field, { target: { value: '70' } });
    expect(screen.getByRole('status').textContent).toBe('70');
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(screen.getByRole('status').textContent).toBe('50');
    expect(field.value).toBe('50');
  });

  it('goes back to the old figure on Escape', () => {
    const commit = vi.fn();
    render(<NumberInput label="Touches" value={12} onCommit={commit} />);
    const field = screen.getByRole<HTMLInputElement>('textbox');
    fireEvent.change(field, { target: { value: '40' } });
    fireEvent.keyDown(field, { key: 'Escape' });
    fireEvent.blur(field);
    expect(field.value).toBe('12');
    expect(commit).not.toHaveBeenCalled();
  });

  it('keeps an emptied field’s figure unless it may be empty', () => {
    const commit = vi.fn();
    const { rerender } = render(<NumberInput label="Touches" value={12} onCommit={commit} />);
    const field = screen.getByRole('textbox');
    fireEvent.change(field, { target: { value: '' } });
    fireEvent.blur(field);
    expect(commit).not.toHaveBeenCalled();
    rerender(<NumberInput label="Touches" value={12} allowEmpty onCommit={commit} />);
    fireEvent.change(field, { target: { value: '' } });
    fireEvent.blur(field);
    expect(commit, 'empty is missing, not zero').toHaveBeenCalledExactlyOnceWith(null);
  });
});
