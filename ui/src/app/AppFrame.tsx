import { Suspense, useCallback, useEffect, useMemo, useRef, useState, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandPalette } from '../components/CommandPalette';
import { useErrorText } from '../components/ErrorBar';
import { LiveRegion, ToastCorner, useToast } from '../components/Messages';
import { SideSlot } from '../components/SidePanel';
import { Waiting } from '../components/Waiting';
import { UNDO, useCommands, useShortcuts, type Command } from '../commands/registry';
import { today } from '../format/dates';
import { useChange } from '../ipc/cache';
import { usePlan } from '../state/plan';
import { useWindow } from '../state/window';
import styles from './AppFrame.module.css';
import { goToPane } from './panes';
import { DueBar } from './DueBar';
import { Rail } from './Rail';
import { ScreenBoundary } from './ScreenBoundary';
import { STEPS, type StepId } from './steps';
import { TopBar } from './TopBar';
import { useTight } from './useTight';

export type Screens = Partial<Record<StepId, ComponentType>>;

/**
 * The window: the path at the left, the plan above, the step in the middle, its reasons at the right. `children` belong
 * to the window rather than to a step.
 */
export function AppFrame({ screens, children }: { screens: Screens; children?: ReactNode }) {
  const { t } = useTranslation('frame');
  const { step, go, railNarrow, toggleRail, paletteOpen, openPalette } = useWindow();
  const tight = useTight();
  const plan = usePlan((state) => state.plan);
  const { change, busy, error } = useChange();
  const textOf = useErrorText();
  const toast = useToast();
  const refusal = error && textOf(error);
  useEffect(() => {
    if (refusal) toast({ title: refusal, mood: 'error' });
  }, [refusal, toast]);
  const frame = useRef<HTMLDivElement>(null);
  const [side, setSide] = useState<HTMLElement | null>(null);
  const steps = useMemo(() => STEPS.filter((each) => screens[each]), [screens]);

  const bring = useCallback(async () => {
    if (await change('bring_to_today', null)) toast({ title: t('due.done'), undo: true });
  }, [change, toast, t]);

  const commands = useMemo<Command[]>(() => {
    const undo = plan?.undo;
    const redo = plan?.redo;
    return [
      {
        id: UNDO,
        labelKey: undo ? 'undoNamed' : 'undo',
        labelValues: undo ? { change: undo } : undefined,
        shortcut: 'Mod+Z',
        yieldsToText: true,
        enabled: Boolean(undo) && !plan?.readOnly,
        run: () => void change('undo', null),
      },
      {
        id: 'edit.redo',
        labelKey: redo ? 'redoNamed' : 'redo',
        labelValues: redo ? { change: redo } : undefined,
        shortcut: 'Mod+Shift+Z',
        alsoShortcut: 'Mod+Y',
        yieldsToText: true,
        enabled: Boolean(redo) && !plan?.readOnly,
        run: () => void change('redo', null),
      },
      {
        id: 'plan.today',
        labelKey: 'bringToToday',
        enabled: plan !== null && !plan.readOnly && plan.asOf < today(),
        run: () => void bring(),
      },
      { id: 'app.palette', labelKey: 'palette', shortcut: 'Mod+K', hidden: true, run: () => openPalette(true) },
      {
        id: 'pane.next',
        labelKey: 'nextPane',
        shortcut: 'F6',
        hidden: true,
        run: () => frame.current && goToPane(frame.current, 1),
      },
      {
        id: 'pane.previous',
        labelKey: 'previousPane',
        shortcut: 'Shift+F6',
        hidden: true,
        run: () => frame.current && goToPane(frame.current, -1),
      },
      { id: 'rail', labelKey: 'toggleRail', shortcut: 'Mod+B', run: toggleRail },
      ...steps.map((each, index) => ({
        id: `go.${each}`,
        labelKey: 'goTo' as const,
        labelValues: { step: t(`steps.${each}`) },
        shortcut: `Mod+${index + 1}`,
        run: () => go(each),
      })),
    ];
  }, [plan, change, bring, openPalette, toggleRail, steps, go, t]);
  useCommands(commands);
  useShortcuts();

  const Screen = screens[step];
  return (
    <SideSlot.Provider value={side}>
      <div ref={frame} data-frame="window" className={`${styles.frame} ${railNarrow || tight ? styles.narrow : ''}`}>
        <a className={styles.skip} href="#step">
          {t('skip')}
        </a>
        <Rail steps={steps} />
        <TopBar saving={busy} />
        <DueBar onBring={() => void bring()} />
        <main id="step" className={styles.main} tabIndex={-1} aria-label={t('main')}>
          <ScreenBoundary key={step}>
            <Suspense
              fallback={
                <div className={styles.wait}>
                  <Waiting label={t('loading')} />
                </div>
              }
            >
              {Screen && <Screen />}
            </Suspense>
          </ScreenBoundary>
        </main>
        <aside ref={setSide} className={styles.side} aria-label={t('side')} />
      </div>
      <CommandPalette open={paletteOpen} onClose={() => openPalette(false)} />
      {children}
      <ToastCorner />
      <LiveRegion />
    </SideSlot.Provider>
  );
}
