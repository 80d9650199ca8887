import { useTranslation } from 'react-i18next';
import { IconButton } from '../components/Button';
import { CheckMarkIcon, LockIcon, RedoIcon, SearchIcon, UndoIcon } from '../components/icons';
import { Tooltip } from '../components/Menu';
import { useCommand } from '../commands/registry';
import { written } from '../commands/shortcut';
import { PlanMenu } from '../features/home/PlanMenu';
import { usePlan } from '../state/plan';
import { useWindow } from '../state/window';
import styles from './AppFrame.module.css';

function CommandButton({ id, icon }: { id: string; icon: React.ReactElement }) {
  const { t } = useTranslation('commands');
  const command = useCommand(id);
  if (!command) return null;
  return (
    <IconButton
      label={t(command.labelKey, { ...command.labelValues }) as string}
      shortcut={command.shortcut}
      icon={icon}
      small={false}
      disabled={command.enabled === false}
      onClick={command.run}
    />
  );
}

/** The plan's name and its state, undo and redo by name, and the way to everything else. */
export function TopBar({ saving }: { saving: boolean }) {
  const { t } = useTranslation('frame');
  const plan = usePlan((state) => state.plan);
  const openPalette = useWindow((state) => state.openPalette);
  return (
    <header className={styles.top} data-frame="top">
      <PlanMenu />
      {plan && (
        <Tooltip describes content={t(plan.readOnly ? 'readOnlyWhy' : 'savedWhy')}>
          <span className={styles.saved}>
            {plan.readOnly ? <LockIcon aria-hidden /> : <CheckMarkIcon aria-hidden />}
            <span className={styles.savedText}>
              {plan.readOnly ? t('readOnly') : saving ? t('saving') : t('saved')}
            </span>
          </span>
        </Tooltip>
      )}
      <span className={styles.gap} />
      {plan && <CommandButton id="edit.undo" icon={<UndoIcon />} />}
      {plan && <CommandButton id="edit.redo" icon={<RedoIcon />} />}
      <button type="button" className={styles.search} onClick={() => openPalette(true)}>
        <SearchIcon aria-hidden />
        {t('search')}
        <kbd>{written('Mod+K')}</kbd>
      </button>
    </header>
  );
}
