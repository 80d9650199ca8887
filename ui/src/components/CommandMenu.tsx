import { useTranslation } from 'react-i18next';
import { runCommand, useAllCommands } from '../commands/registry';
import { MenuAt, type MenuEntry, type Point } from './Menu';

/** Ids of commands, as the groups of a menu. */
export type CommandGroups = readonly (readonly string[])[];

/** Commands of the registry as entries of a menu. One that nobody offers is left out, one that cannot be had now is grey. */
export function useCommandEntries(groups: CommandGroups): MenuEntry[] {
  const { t } = useTranslation('commands');
  const commands = useAllCommands();
  const entry = (id: string): MenuEntry[] => {
    const command = commands.get(id);
    if (!command) return [];
    return [
      {
        id,
        label: t(command.labelKey, { ...command.labelValues }) as string,
        shortcut: command.shortcut,
        disabled: command.enabled === false,
        onSelect: () => void runCommand(id),
      },
    ];
  };
  return groups.flatMap((group, index) => [
    ...(index > 0 ? [{ id: `divide${index}`, divider: true as const }] : []),
    ...group.flatMap(entry),
  ]);
}

/** Commands at a point of the window, on the right mouse button. */
export function CommandMenuAt(props: { at: Point; groups: CommandGroups; onClose: () => void }) {
  return <MenuAt at={props.at} items={useCommandEntries(props.groups)} onClose={props.onClose} />;
}
