/** Opening and closing plans, from the start page, the menu, a double click or a drop. */
import { create } from 'zustand';
import type { AppError, FileRef } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { asAppError, call } from '../../ipc/call';
import { runLong } from '../../ipc/longWork';
import { useApp } from '../../state/app';
import { openAccount } from '../../state/open';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';

interface Fault {
  error: AppError;
  /** The plan that would not open, for the offer to look at it only. */
  file: FileRef | null;
}

interface FileFaultState {
  fault: Fault | null;
}

/** Why a plan could not be opened, saved or closed; the frame shows it as a dialog. */
export const useFileFault = create<FileFaultState>()(() => ({ fault: null }));

function refuse(thrown: unknown, file: FileRef | null = null): void {
  const error = asAppError(thrown);
  if (error.kind !== 'cancelled') useFileFault.setState({ fault: { error, file } });
}

/** Takes what the backend has open as the window's plan. `go` leaves the window at the step the plan was left at. */
export async function takeOpenPlan(go = true): Promise<void> {
  const state = await call('app_state', null);
  useApp.getState().take(state);
  // Another plan counts its revisions from the beginning again.
  queries.clear();
  openAccount(null);
  usePlan.getState().replace(state.plan);
  if (go) useWindow.getState().go((state.plan && state.lastStep) ?? 'home');
}

export async function openPlanFile(file: FileRef, readOnly = false): Promise<void> {
  try {
    await call('open_plan', { token: file.token, readOnly });
    await takeOpenPlan();
  } catch (thrown) {
    refuse(thrown, file);
  }
}

/** Asks for a plan file and opens it. */
export async function choosePlan(): Promise<void> {
  try {
    const file = await call('choose_file', { kind: 'plan' });
    if (file) await openPlanFile(file);
  } catch (thrown) {
    refuse(thrown);
  }
}

export async function makePlan(name: string): Promise<void> {
  try {
    await call('new_plan', { name });
    await takeOpenPlan(false);
    useWindow.getState().go('accounts');
  } catch (thrown) {
    refuse(thrown);
  }
}

export async function openSample(title: string): Promise<void> {
  try {
    await runLong('open_sample', null, title);
    await takeOpenPlan(false);
    useWindow.getState().go('home');
  } catch (thrown) {
    refuse(thrown);
  }
}

export async function closePlan(): Promise<void> {
  try {
    await call('close_plan', null);
    await takeOpenPlan(false);
    useWindow.getState().go('home');
  } catch (thrown) {
    refuse(thrown);
  }
}

/** What came of saving a copy. */
export interface SavedCopy {
  name: string;
  /** The plan's own file takes no more changes, so the work goes on in the copy. */
  moved: boolean;
}

/** Asks where and saves a copy; null when nothing was saved. */
export async function saveCopy(): Promise<SavedCopy | null> {
  try {
    const before = usePlan.getState().plan?.file;
    const file = await call('save_copy', null);
    if (!file) return null;
    const state = await call('app_state', null);
    useApp.getState().take(state);
    if (state.plan) usePlan.getState().accept(state.plan);
    const after = state.plan?.file;
    return { name: file.name, moved: after?.name !== before?.name || after?.folder !== before?.folder };
  } catch (thrown) {
    refuse(thrown);
    return null;
  }
}

/** Takes a plan off the list of recent ones; the file itself stays. */
export async function forget(file: FileRef): Promise<void> {
  try {
    useApp.getState().take(await call('forget_recent', { token: file.token }));
  } catch (thrown) {
    refuse(thrown);
  }
}

/** A plan's name as its file has it. */
export const planName = (file: FileRef): string => file.name.replace(/\.tierline$/i, '');

export const isPlan = (file: FileRef): boolean => /\.tierline$/i.test(file.name);
