/** "Open its accounts" and "open this account", from every screen alike. */
import { create } from 'zustand';
import type { Segment } from '../ipc/bindings';
import { useWindow } from './window';

interface OpenAccountState {
  /** The account whose panel is open; null when none is. */
  account: number | null;
}

/** Which account is open. The frame shows its panel beside every step; a screen only marks the row or card. */
export const useOpenAccount = create<OpenAccountState>()(() => ({ account: null }));

/** Opens an account's panel at the right of the present step; null closes it. */
export function openAccount(account: number | null): void {
  useOpenAccount.setState({ account });
}

/** Goes to the accounts a figure stands for. */
export function openAccounts(segment: Segment): void {
  useWindow.getState().go('accounts', { segment });
}
