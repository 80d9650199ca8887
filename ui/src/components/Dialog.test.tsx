import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import '../i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Menu } from './Menu';

function Frame() {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>Rename</Button>
      <Menu
        trigger={<Button>More</Button>}
        items={[{ id: 'rename', label: 'Rename…', onSelect: () => setAsking(true) }]}
      />
      {asking && (
        <Dialog open title="Rename it" onClose={() => setAsking(false)}>
          A name
        </Dialog>
      )}
    </>
  );
}

const close = async () => {
  await screen.findByRole('dialog', { name: 'Rename it' });
  fireEvent.click(screen.getByRole('button', { name: 'Close', hidden: true }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
};

describe('a dialog that closes', () => {
  it('gives the focus back to the button that opened it', async () => {
    render(<Frame />);
    const button = screen.getByRole('button', { name: 'Rename' });
    button.focus();
    fireEvent.click(button);
    await close();
    await waitFor(() => expect(document.activeElement).toBe(button));
  });

  it('gives it to the button of the menu that opened it, because the menu is gone', async () => {
    render(<Frame />);
    const more = screen.getByRole('button', { name: 'More' });
    more.focus();
    fireEvent.click(more);
    const item = await screen.findByRole('menuitem', { name: 'Rename…' });
    item.focus();
    fireEvent.click(item);
    await close();
    await waitFor(() => expect(document.activeElement).toBe(more));
  });
});
