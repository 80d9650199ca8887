import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { announce, useErrorText, useToast } from '../../components';
import { useCommands, type Command } from '../../commands/registry';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import { clearExportError, exportWorkbook, showExported, useExport } from './exporting';

/**
 * The command that exports the workbook, wherever in the window one is. The Share step shows the outcome itself; anywhere
 * else a message does.
 */
export function ExportDesk() {
  const { t } = useTranslation('share');
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  const { busy, error } = useExport();
  const away = useWindow((state) => state.step !== 'share');
  const toast = useToast();
  const textOf = useErrorText();

  const run = useCallback(async () => {
    const written = await exportWorkbook(t('working'));
    if (!written) return;
    const text = t('done.announce', { name: written.file.name, folder: written.file.folder });
    announce(text);
    if (useWindow.getState().step === 'share') return;
    toast({ title: text, action: { label: t('done.open'), run: () => showExported(written, 'open_exported') } });
  }, [t, toast]);

  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'file.export',
        labelKey: 'exportWorkbook',
        shortcut: 'Mod+E',
        enabled: accounts > 0 && !busy,
        run: () => void run(),
      },
    ],
    [accounts, busy, run],
  );
  useCommands(commands);

  const refusal = error && away ? textOf(error) : null;
  useEffect(() => {
    if (!refusal) return;
    toast({ title: refusal, mood: 'error' });
    clearExportError();
  }, [refusal, toast]);
  return null;
}
