import { Dialog, DialogSurface } from '@fluentui/react-components';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllCommands, type Command } from '../commands/registry';
import { written } from '../commands/shortcut';
import styles from './CommandPalette.module.css';

/** Whether every word of the query begins, or stands in, some word of the text. */
export function paletteMatch(text: string, query: string): boolean {
  const inside = text.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => inside.includes(word));
}

/** All commands by name (Ctrl or Cmd+K). Typing narrows, arrows choose, Enter runs. */
export function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('components');
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface} aria-label={t('palette.label')} aria-labelledby={undefined}>
        {open && <Choices onClose={onClose} />}
      </DialogSurface>
    </Dialog>
  );
}

function Choices({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['components', 'commands']);
  const commands = useAllCommands();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();

  const found = useMemo(() => {
    const named = [...commands.values()]
      .filter((command) => !command.hidden && command.enabled !== false)
      .map((command) => ({ command, name: t(`commands:${command.labelKey}`, { ...command.labelValues }) as string }));
    return named.filter(({ name }) => paletteMatch(name, query));
  }, [commands, query, t]);

  const chosen = Math.min(at, found.length - 1);
  const run = (command: Command) => {
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((chosen + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const entry = found[chosen];
      if (entry) run(entry.command);
    }
  };

  return (
    <>
      <input
        className={styles.input}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[chosen] ? `${listId}-${chosen}` : undefined}
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        // The palette is opened in order to type.
        autoFocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t('palette.label')} className={styles.list}>
        {found.map(({ command, name }, index) => (
          <div
            key={command.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={`${styles.option} ${index === chosen ? styles.active : ''}`}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
            onKeyDown={onKeyDown}
            ref={index === chosen ? (element) => element?.scrollIntoView?.({ block: 'nearest' }) : undefined}
          >
            <span>{name}</span>
            {command.shortcut && <kbd className={styles.keys}>{written(command.shortcut)}</kbd>}
          </div>
        ))}
        {found.length === 0 && <p className={styles.none}>{t('palette.none')}</p>}
      </div>
    </>
  );
}
