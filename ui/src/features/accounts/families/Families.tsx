import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  EmptyState,
  ErrorBar,
  FamilyIcon,
  Money,
  Num,
  Page,
  PageHeader,
  Section,
  StatFigure,
  StatStrip,
} from '../../../components';
import { num } from '../../../format/figures';
import type { FamiliesView, FamilyView, ParentLink, ProposedFamily } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { openAccount, openAccounts } from '../../../state/open';
import { usePlan } from '../../../state/plan';
import { closeLook } from '../look';
import lines from '../Lines.module.css';
import styles from './Families.module.css';
import { useLinks } from './useLinks';

/** Proposals in sight at first. */
const FIRST = 6;

/** Which accounts belong together? What may belong together first, then the families there are. */
export function Families() {
  const { t } = useTranslation('accounts');
  const { data, error, again } = useQueryCommand('families', null);
  const { link, busy, error: refused, clearError } = useLinks();
  const none =
    data?.families.length === 0 && data.proposed.length === 0 && data.ties.every((tie) => tie.accounts === 0);
  return (
    <Page
      header={
        <PageHeader
          question={t('families.question')}
          title={useTitle(data)}
          actions={<Button onClick={closeLook}>{t('families.back')}</Button>}
        >
          <p className={lines.lead}>{t('families.lead')}</p>
        </PageHeader>
      }
    >
      <ErrorBar error={error} onAgain={again} />
      <ErrorBar error={refused} onDismiss={clearError} />
      {none && (
        <EmptyState icon={<FamilyIcon />} title={t('families.noneTitle')}>
          {t('families.none')}
        </EmptyState>
      )}
      {data?.ties.some((tie) => tie.accounts > 0) && (
        <StatStrip>
          {data.ties
            .filter((tie) => tie.accounts > 0)
            .map((tie) => (
              <StatFigure
                key={tie.tie}
                label={t(`families.tie.${tie.tie}`)}
                value={<Num value={tie.accounts} />}
                sentence={t(`families.means.${tie.tie}`)}
                onOpen={() => openAccounts({ kind: 'familyTie', tie: tie.tie })}
              />
            ))}
        </StatStrip>
      )}
      {data && data.proposed.length > 0 && <Proposals view={data} busy={busy} onLink={link} />}
      {data && data.families.length > 0 && <List view={data} />}
    </Page>
  );
}

/** What there is to decide, or else what is known. */
function useTitle(view: FamiliesView | undefined): string {
  const { t } = useTranslation('accounts');
  if (!view) return t('families.find');
  if (view.proposedLinks > 0)
    return t('families.titleProposed', { count: view.proposedLinks, shown: num(view.proposedLinks) });
  const all = view.families.length + view.leftOff;
  return all > 0 ? t('families.title', { count: all, shown: num(all) }) : t('families.titleNone');
}

interface ProposalsProps {
  view: FamiliesView;
  busy: boolean;
  onLink: (links: ParentLink[], said: string) => void;
}

function Proposals({ view, busy, onLink }: ProposalsProps) {
  const { t } = useTranslation('accounts');
  const [all, setAll] = useState(false);
  const shown = all ? view.proposed : view.proposed.slice(0, FIRST);
  const more = view.proposed.length - shown.length;
  const below = ({ parent, name, children }: ProposedFamily, only = children) =>
    onLink(
      only.map((child) => ({ account: child.account, parent })),
      only.length === 1
        ? t('families.linkedOne', { child: only[0]?.name, parent: name })
        : t('families.linked', { count: only.length, shown: num(only.length), parent: name }),
    );
  return (
    <Section title={t('families.proposed', { count: view.proposedLinks, shown: num(view.proposedLinks) })}>
      {shown.map((family) => (
        <section key={family.parent} className={styles.proposal} aria-label={family.name}>
          <div className={styles.head}>
            <span>
              <Button small look="quiet" onClick={() => openAccount(family.parent)}>
                <strong>{family.name}</strong>
              </Button>
              {family.place && <span className={styles.soft}>{family.place}</span>}
            </span>
            {family.children.length > 1 && (
              <Button small disabled={busy} onClick={() => below(family)}>
                {t('families.linkAll', { count: family.children.length, shown: num(family.children.length) })}
              </Button>
            )}
          </div>
          <ul className={styles.children}>
            {family.children.map((child) => (
              <li key={child.account}>
                <span className={styles.child}>
                  <Button small look="quiet" onClick={() => openAccount(child.account)}>
                    {child.name}
                  </Button>
                  <span className={styles.soft}>{[child.place, child.reason].filter(Boolean).join(' · ')}</span>
                </span>
                <Button
                  small
                  look="quiet"
                  disabled={busy}
                  aria-label={t('families.aloneNamed', { name: child.name })}
                  onClick={() =>
                    onLink(
                      [{ account: child.account, parent: child.account }],
                      t('families.letAlone', { name: child.name }),
                    )
                  }
                >
                  {t('families.alone')}
                </Button>
                <Button
                  small
                  disabled={busy}
                  aria-label={t('families.linkNamed', { child: child.name, parent: family.name })}
                  onClick={() => below(family, [child])}
                >
                  {t('families.link')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {more > 0 && (
        <Button small look="quiet" onClick={() => setAll(true)}>
          {t('families.more', { count: more, shown: num(more) })}
        </Button>
      )}
    </Section>
  );
}

function List({ view }: { view: FamiliesView }) {
  const { t } = useTranslation('accounts');
  const tiers = usePlan((state) => state.plan?.tiers);
  const all = view.families.length + view.leftOff;
  const tiersOf = (family: FamilyView) =>
    family.tiers
      .map((count, tier) =>
        count > 0 ? `${tiers?.[tier] ?? num(tier + 1)}: ${num(count)}`.replaceAll(' ', '\u00a0') : null,
      )
      .filter((each) => each !== null)
      .join(' · ');
  return (
    <Section title={t('families.list', { count: all, shown: num(all) })}>
      <table className={lines.table}>
        <thead>
          <tr>
            <th>{t('families.columns.name')}</th>
            <th className={lines.right}>{t('families.columns.accounts')}</th>
            <th className={lines.right}>{t('families.columns.revenue')}</th>
            <th className={lines.right}>{t('families.columns.potential')}</th>
            <th>{t('families.columns.tiers')}</th>
            <th className={lines.right}>{t('families.columns.owners')}</th>
          </tr>
        </thead>
        <tbody>
          {view.families.map((family) => (
            <tr key={family.account}>
              <td className={styles.name}>
                {family.name}
                {!family.listed && <span className={styles.soft}>{t('families.notListed')}</span>}
              </td>
              <td className={lines.right}>
                <Button small look="quiet" onClick={() => openAccounts({ kind: 'family', account: family.account })}>
                  <Num value={family.accounts} />
                </Button>
              </td>
              <td className={lines.right}>
                <Money minor={family.revenue} />
              </td>
              <td className={lines.right}>
                <Money minor={family.potential} />
              </td>
              <td>{tiersOf(family)}</td>
              <td className={lines.right}>
                <Num value={family.owners} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {view.leftOff > 0 && (
        <p className={lines.lead}>{t('families.leftOff', { count: view.leftOff, shown: num(view.leftOff) })}</p>
      )}
    </Section>
  );
}
