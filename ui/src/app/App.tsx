import { lazy, useEffect, type ComponentType } from 'react';
import { runCommand } from '../commands/registry';
import { call, onAppEvent } from '../ipc/call';
import { useApp } from '../state/app';
import { useWindow } from '../state/window';
import { usePlan } from '../state/plan';
import { AccountPanel } from '../features/accounts/AccountPanel';
import { FileDesk } from '../features/home/FileDesk';
import { ExportDesk } from '../features/share/ExportDesk';
import { useImport } from '../features/accounts/import/store';
import { AppFrame, type Screens } from './AppFrame';
import { LongWork } from './LongWork';
import { OfferedCommands } from './OfferedCommands';
import { STEPS } from './steps';

const found = import.meta.glob<{ default: ComponentType }>('../features/*/index.tsx');

const screens: Screens = Object.fromEntries(
  STEPS.flatMap((step) => {
    const load = found[`../features/${step}/index.tsx`];
    return load ? [[step, lazy(load)]] : [];
  }),
);

/** The app as the shell shows it. */
export function App() {
  const replace = usePlan((state) => state.replace);
  const takeState = useApp((state) => state.take);
  const go = useWindow((state) => state.go);
  useEffect(() => {
    // A plan may be open already: the app was started by a double click on one, or the window was reloaded.
    void call('app_state', null).then(
      (state) => {
        takeState(state);
        replace(state.plan);
        if (state.plan && state.lastStep) go(state.lastStep);
      },
      () => replace(null),
    );
  }, [replace, takeState, go]);

  // The native menu says only which command was chosen.
  useEffect(() => {
    const stop = onAppEvent((event) => event.kind === 'menuCommand' && runCommand(event.id));
    return () => void stop.then((end) => end());
  }, []);

  // Where one was is kept, so that the plan opens there the next time.
  const step = useWindow((state) => state.step);
  const open = usePlan((state) => state.plan !== null);
  useEffect(() => {
    if (open) call('remember_step', { step }).catch(() => undefined);
  }, [open, step]);

  // Without a plan there is the start page, and the import that begins one.
  const importing = useImport((state) => state.opening || state.stage !== null || state.error !== null);
  const known = useApp((state) => state.app !== null);
  useEffect(() => {
    if (known && !open && !importing && step !== 'home') go('home');
  }, [known, open, importing, step, go]);

  return (
    <AppFrame screens={screens}>
      <AccountPanel />
      <FileDesk />
      <ExportDesk />
      <LongWork />
      <OfferedCommands />
    </AppFrame>
  );
}
