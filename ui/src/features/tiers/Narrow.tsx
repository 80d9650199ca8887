import { useTranslation } from 'react-i18next';
import { Button, CloseIcon, SearchInput, Select } from '../../components';
import styles from './Board.module.css';
import { isNarrow, type Narrowing } from './useNarrowing';

/** The line over the board: what is looked for, and by what else cards are left out. */
export function Narrow({ narrowing }: { narrowing: Narrowing }) {
  const { t } = useTranslation('tiers');
  return (
    <div className={styles.narrow} role="search">
      <div className={styles.search}>
        <SearchInput small label={t('search')} value={narrowing.typed} onChange={narrowing.onType} />
      </div>
      {narrowing.filters.map(({ column, label, picked, choices }) => (
        <div key={column} className={styles.pick}>
          <Select
            small
            hideLabel
            label={label}
            value={picked}
            choices={choices}
            onChange={(choice) => narrowing.onPick(column, choice)}
          />
        </div>
      ))}
      {isNarrow(narrowing.narrowed) && (
        <Button small look="quiet" icon={<CloseIcon />} onClick={narrowing.onClear}>
          {t('narrow.clear')}
        </Button>
      )}
    </div>
  );
}
