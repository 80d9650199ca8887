import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, Menu, type MenuEntry } from '../../components';
import { runCommand, useAllCommands } from '../../commands/registry';
import { usePlan } from '../../state/plan';
import styles from './Home.module.css';

const GROUPS = [
  ['file.rename', 'file.import', 'file.saveCopy'],
  ['file.new', 'file.open', 'file.close'],
  ['app.about'],
] as const;

/** The plan's name in the top bar, and what can be done with the plan as a whole. */
export function PlanMenu() {
  const { t } = useTranslation(['commands', 'frame', 'home']);
  const plan = usePlan((state) => state.plan);
  const commands = useAllCommands();
  const items: MenuEntry[] = GROUPS.flatMap((group, index): MenuEntry[] => [
    ...(index > 0 ? [{ id: `divide${index}`, divider: true as const }] : []),
    ...group.flatMap((id): MenuEntry[] => {
      const command = commands.get(id);
      if (!command) return [];
      return [
        {
          id,
          label: t(`commands:${command.labelKey}`, { ...command.labelValues }) as string,
          shortcut: command.shortcut,
          disabled: command.enabled === false,
          onSelect: () => void runCommand(id),
        },
      ];
    }),
  ]);
  return (
    <Menu
      trigger={
        <button type="button" className={styles.planName} title={plan ? `${plan.name}, ${plan.period}` : undefined}>
          <span className={styles.planText}>{plan?.name ?? t('frame:noPlan')}</span>
          {plan && <span className={styles.planPeriod}>{plan.period}</span>}
          <ChevronDownIcon aria-hidden />
        </button>
      }
      items={items}
    />
  );
}
