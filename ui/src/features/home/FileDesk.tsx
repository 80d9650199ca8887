import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, useErrorText, useToast, WorkbookIcon } from '../../components';
import { useCommands, type Command } from '../../commands/registry';
import type { FileRef } from '../../ipc/bindings';
import { onAppEvent } from '../../ipc/call';
import { useApp } from '../../state/app';
import { usePlan } from '../../state/plan';
import { startImport } from '../accounts/import/store';
import { useImportTitles } from '../accounts/import/useTitles';
import { About } from './About';
import { choosePlan, closePlan, isPlan, makePlan, openPlanFile, openSample, saveCopy, useFileFault } from './files';
import styles from './Home.module.css';
import { NameDialog, RenameDialog } from './PlanDialogs';

type Open = 'rename' | 'new' | 'about' | null;

/**
 * What can be done with files, wherever in the window one is: the commands of the File menu with their dialogs, a plan
 * that the system asks to open, and files dropped on the window.
 */
export function FileDesk() {
  const { t } = useTranslation('home');
  const [open, setOpen] = useState<Open>(null);
  const plan = usePlan((state) => state.plan);
  const titles = useImportTitles();
  const toast = useToast();
  const has = plan !== null;

  const commands = useMemo<Command[]>(
    () => [
      { id: 'file.new', labelKey: 'fileNew', shortcut: 'Mod+N', run: () => setOpen('new') },
      { id: 'file.open', labelKey: 'fileOpen', shortcut: 'Mod+O', run: () => void choosePlan() },
      { id: 'file.import', labelKey: 'fileImport', shortcut: 'Mod+I', run: () => void startImport(titles) },
      { id: 'file.sample', labelKey: 'fileSample', run: () => void openSample(t('start.sampleTitle')) },
      { id: 'file.rename', labelKey: 'fileRename', enabled: has && !plan.readOnly, run: () => setOpen('rename') },
      {
        id: 'file.saveCopy',
        labelKey: 'fileSaveCopy',
        shortcut: 'Mod+Shift+S',
        alsoShortcut: 'Mod+S',
        enabled: has,
        run: () =>
          void saveCopy().then((copy) => {
            if (copy) toast({ title: t(copy.moved ? 'copyMoved' : 'copySaved', { name: copy.name }) });
          }),
      },
      { id: 'file.close', labelKey: 'fileClose', enabled: has, run: () => void closePlan() },
      { id: 'app.about', labelKey: 'about', run: () => setOpen('about') },
    ],
    [has, plan?.readOnly, titles, toast, t],
  );
  useCommands(commands);

  // A file the app was started with.
  const asked = useApp((state) => state.app?.openRequest ?? null);
  useEffect(() => {
    if (asked) void openPlanFile(asked);
  }, [asked]);

  const [over, setOver] = useState(false);
  useEffect(() => {
    const take = (files: readonly FileRef[]) => {
      const [first] = files;
      if (!first) return;
      const plan = files.find(isPlan);
      if (plan && files.length > 1) toast({ title: t('drop.one', { name: plan.name }), mood: 'info' });
      void (plan ? openPlanFile(plan) : startImport(titles, ...files));
    };
    const stop = onAppEvent((event) => {
      if (event.kind === 'filesHover') setOver(event.over);
      if (event.kind === 'filesDropped') {
        setOver(false);
        take(event.files);
      }
      if (event.kind === 'openRequested') void openPlanFile(event.file);
    });
    return () => void stop.then((end) => end());
  }, [t, titles, toast]);

  const close = () => setOpen(null);
  return (
    <>
      {over && (
        <div className={styles.drop} role="status">
          <div className={styles.dropMark}>
            <WorkbookIcon aria-hidden />
            <strong>{t('drop.title')}</strong>
            <span>{t(has ? 'drop.textWithPlan' : 'drop.text')}</span>
          </div>
        </div>
      )}
      {open === 'rename' && plan && <RenameDialog plan={plan} onClose={close} />}
      {open === 'new' && (
        <NameDialog
          onClose={close}
          onName={(name) => {
            close();
            void makePlan(name);
          }}
        />
      )}
      {open === 'about' && <About onClose={close} />}
      <Fault />
    </>
  );
}

/** Why a plan did not open, with what can be done about it. */
function Fault() {
  const { t } = useTranslation('home');
  const textOf = useErrorText();
  const fault = useFileFault((state) => state.fault);
  const close = () => useFileFault.setState({ fault: null });
  const text = fault && textOf(fault.error);
  if (!fault || !text) return null;
  const { error, file } = fault;
  const look = error.kind === 'planInUse' && file !== null;
  return (
    <Dialog
      open
      title={look ? t('fault.inUse') : file ? t('fault.notOpened', { name: file.name }) : t('fault.other')}
      primary={
        look
          ? {
              label: t('fault.look'),
              onClick: () => {
                close();
                void openPlanFile(file, true);
              },
            }
          : undefined
      }
      onClose={close}
    >
      <p>{text}</p>
    </Dialog>
  );
}
