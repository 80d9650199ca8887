import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  EditIcon,
  ErrorBar,
  IconButton,
  Menu,
  Money,
  PartsBar,
  Percent,
  PinIcon,
  Section,
  SidePanel,
  StatFigure,
  StatStrip,
  SwapIcon,
  TierBadge,
  UnpinIcon,
  type MenuEntry,
} from '../../components';
import { day } from '../../format/dates';
import { num } from '../../format/figures';
import type { AccountDetail, AppError, FamilyMember } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { asAppError } from '../../ipc/call';
import { testModel } from '../../ipc/testModel';
import { openAccount, openAccounts, useOpenAccount } from '../../state/open';
import { usePlan } from '../../state/plan';
import styles from './AccountPanel.module.css';
import { points } from './cells';
import { CellValue } from './CellValue';
import { ParentDialog } from './families/ParentDialog';
import { useLinks } from './families/useLinks';
import { ReasonDialog } from './ReasonDialog';
import { Trust } from './Trust';
import { useDecisions } from './useDecisions';
import { useReps } from './useReps';

/**
 * One account with everything the plan says about it and why. The window shows it beside whatever step is open; a screen
 * only calls `openAccount(id)`.
 */
export function AccountPanel() {
  const account = useOpenAccount((state) => state.account);
  const open = usePlan((state) => state.plan !== null);
  return account === null || !open ? null : <Panel key={account} account={account} />;
}

function Panel({ account }: { account: number }) {
  const { t } = useTranslation('accounts');
  const { data, error, again } = useQueryCommand('account_detail', { account });
  const tiers = usePlan((state) => state.plan?.tiers);
  const readOnly = usePlan((state) => state.plan?.readOnly ?? false);
  // A detail of another account may still be shown while this one is fetched.
  const detail = data?.id === account ? data : undefined;
  const [moving, setMoving] = useState<{ tier: number | null } | null>(null);
  /** Why the model could not be tested. */
  const [untold, setUntold] = useState<AppError | null>(null);
  const { move, keep, giveBack, assign, pin, busy } = useDecisions();
  const reps = useReps();
  const nameOf = (tier: number | null) => (tier === null ? t('excluded') : (tiers?.[tier] ?? ''));

  const test = async () => {
    try {
      await testModel(t('trust.testing'));
    } catch (thrown) {
      const refused = asAppError(thrown);
      if (refused.kind !== 'cancelled') setUntold(refused);
    }
  };

  const tierItems: MenuEntry[] = [...(tiers?.keys() ?? []), null].map((tier) => ({
    id: String(tier),
    // Where the model puts it, a person may hold it too: it stays when the model changes.
    label: detail?.tier === tier && !detail.tierOverride ? t('panel.keepIn', { tier: nameOf(tier) }) : nameOf(tier),
    icon: <TierBadge tier={tier ?? 'excluded'} name={nameOf(tier)} bare small />,
    checked: detail?.tier === tier,
    onSelect: () => (detail?.tier !== tier || !detail.tierOverride) && setMoving({ tier }),
  }));
  const ownerItems: MenuEntry[] = [
    ...reps.map((rep) => ({
      id: String(rep.id),
      label: rep.name,
      checked: detail?.owner === rep.id,
      onSelect: () => void assign([account], rep),
    })),
    {
      id: 'none',
      label: t('noOwner'),
      checked: detail?.owner === null,
      onSelect: () => void assign([account], null),
    },
  ];

  return (
    <SidePanel
      open
      title={detail?.name ?? t('panel.opening')}
      note={detail && <Place detail={detail} />}
      onClose={() => openAccount(null)}
    >
      <ErrorBar error={error} onAgain={again} />
      <ErrorBar error={untold} onDismiss={() => setUntold(null)} />
      {detail && (
        <>
          <section className={styles.verdict} aria-label={t('panel.tier')}>
            <div className={styles.verdictLine}>
              <TierBadge tier={detail.tier ?? 'excluded'} name={nameOf(detail.tier)} />
              <span className={styles.score}>
                <span className={styles.scoreLabel}>{t('panel.score')}</span>
                <strong>
                  <span className="num">{points(detail.score)}</span>
                </strong>
                <ScoreSpan detail={detail} />
              </span>
              <Menu
                trigger={
                  <Button small icon={<SwapIcon />} disabled={readOnly} busy={busy}>
                    {t('panel.changeTier')}
                  </Button>
                }
                items={tierItems}
              />
            </div>
            <p className="selectable">
              {detail.tierSentence}
              {detail.scoreLeast !== null && detail.scoreMost !== null && (
                <> {t('panel.range', { least: points(detail.scoreLeast), most: points(detail.scoreMost) })}</>
              )}
            </p>
            {(detail.fit !== null || detail.engagement !== null) && (
              <p className={styles.axes}>
                {t('panel.fit')} <strong className="num">{points(detail.fit)}</strong>
                <span aria-hidden> · </span>
                {t('panel.engagement')} <strong className="num">{points(detail.engagement)}</strong>
              </p>
            )}
            {detail.tierOverride && (
              <div className={styles.override}>
                <p className="selectable">
                  <strong>
                    {t('panel.byHand', { author: detail.tierOverride.author, day: day(detail.tierOverride.setOn) })}
                  </strong>
                  <br />
                  {detail.tierOverride.reason}
                  {detail.tierOverride.expires && (
                    <>
                      <br />
                      {t('panel.until', { day: day(detail.tierOverride.expires) })}
                    </>
                  )}
                </p>
                <Button small disabled={readOnly} onClick={() => void giveBack([account])}>
                  {t('panel.giveBack', { tier: nameOf(detail.modelTier) })}
                </Button>
              </div>
            )}
          </section>
          <Points detail={detail} />
          <Trust detail={detail} nameOf={nameOf} onTest={() => void test()} />
          <Opportunity detail={detail} />
          <Section
            title={t('panel.owner')}
            actions={
              <>
                <IconButton
                  label={t(detail.pinned ? 'unpin' : 'pin')}
                  icon={detail.pinned ? <UnpinIcon /> : <PinIcon />}
                  pressed={detail.pinned}
                  disabled={readOnly || detail.owner === null}
                  onClick={() => void pin([account], !detail.pinned)}
                />
                <Menu
                  trigger={
                    <Button small disabled={readOnly || reps.length === 0}>
                      {reps.find((rep) => rep.id === detail.owner)?.name ?? t('panel.assign')}
                    </Button>
                  }
                  items={ownerItems}
                />
              </>
            }
          >
            <p className="selectable">{detail.ownerSentence}</p>
            <p className={`${styles.soft} selectable`}>{detail.workloadSentence}</p>
          </Section>
          <Family detail={detail} readOnly={readOnly} />
          <Section title={t('panel.place')}>
            <p className={`${styles.soft} selectable`}>{detail.placeSentence}</p>
          </Section>
          <Fields detail={detail} />
        </>
      )}
      {moving && detail && (
        <ReasonDialog
          count={1}
          byHand={detail.tierOverride ? 1 : 0}
          name={detail.name}
          tier={moving.tier}
          keeps={detail.tier === moving.tier}
          tierName={nameOf(moving.tier)}
          onClose={() => setMoving(null)}
          onReason={(reason, expires) => {
            setMoving(null);
            const set = detail.tier === moving.tier ? keep : move;
            void set([account], moving.tier, nameOf(moving.tier), reason, expires);
          }}
        />
      )}
    </SidePanel>
  );
}

/** Between which scores it lies, behind the score: whole points, rounded away from it so that none is left out. */
function ScoreSpan({ detail }: { detail: AccountDetail }) {
  const { t } = useTranslation('accounts');
  if (detail.scoreLeast === null || detail.scoreMost === null) return null;
  const ends = { least: num(Math.floor(detail.scoreLeast / 10)), most: num(Math.ceil(detail.scoreMost / 10)) };
  return (
    <span className={`${styles.span} num`}>
      <span aria-hidden>{t('panel.span', ends)}</span>
      <span className="visually-hidden">{t('panel.spanRead', ends)}</span>
    </span>
  );
}

/** Industry and place, from the list's own fields. */
function Place({ detail }: { detail: AccountDetail }) {
  // What sorts accounts into kinds says what this one is; addresses and names of others do not.
  const kinds = detail.fields.filter((field) => field.kind === 'category');
  const texts = kinds.flatMap((field) => (typeof field.value === 'string' ? [field.value] : []));
  return <>{[...new Set(texts)].slice(0, 3).join(', ')}</>;
}

/** The points by criterion; the bars stand on one scale and add up to the score. */
function Points({ detail }: { detail: AccountDetail }) {
  const { t } = useTranslation('accounts');
  const scale = Math.max(1, ...detail.contributions.map((part) => part.most));
  if (detail.contributions.length === 0) return null;
  return (
    <Section title={t('panel.points')}>
      <table className={styles.points}>
        <tbody>
          {detail.contributions.map((part) => (
            <tr key={part.criterion} title={part.sentence}>
              <th scope="row">
                <span className={styles.criterion}>{part.name}</span>
                <span className={styles.raw}>{part.raw ?? t('panel.unknown')}</span>
              </th>
              <td className={styles.bar}>
                <span className={styles.most} style={{ width: `${(part.most / scale) * 100}%` }}>
                  <span style={{ width: `${part.most > 0 ? (part.points / part.most) * 100 : 0}%` }} />
                </span>
                <span className="visually-hidden">{part.sentence}</span>
              </td>
              <td className={styles.right}>
                <span className="num">{points(part.points)}</span>
                <span className={styles.of}>{t('panel.of', { most: points(part.most) })}</span>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('panel.score')}</th>
            <td />
            <td className={styles.right}>
              <span className="num">{points(detail.score)}</span>
              <span className={styles.of}>{t('panel.of', { most: points(1000) })}</span>
            </td>
          </tr>
        </tfoot>
      </table>
    </Section>
  );
}

function Opportunity({ detail }: { detail: AccountDetail }) {
  const { t } = useTranslation('accounts');
  const parts = [
    { id: 'retain', label: t('bucket.retain'), amount: detail.retain, color: '--chart-1' as const },
    { id: 'upsell', label: t('bucket.upsell'), amount: detail.upsell, color: '--chart-2' as const },
    { id: 'crossSell', label: t('bucket.crossSell'), amount: detail.crossSell, color: '--chart-3' as const },
    { id: 'newLogo', label: t('bucket.newLogo'), amount: detail.newLogo, color: '--chart-4' as const },
  ].flatMap((part) => (part.amount !== null && part.amount > 0 ? [{ ...part, amount: part.amount }] : []));
  const { peers } = detail;
  return (
    <Section
      title={t('panel.opportunity')}
      actions={
        peers !== null && (
          <Button small look="quiet" onClick={() => openAccounts({ kind: 'peers', account: detail.id })}>
            {t('panel.peers', { count: peers, shown: num(peers) })}
          </Button>
        )
      }
    >
      <div className={styles.money}>
        <StatStrip>
          <StatFigure label={t('panel.potential')} value={<Money minor={detail.potential} />} />
          <StatFigure label={t('panel.revenue')} value={<Money minor={detail.currentRevenue} />} />
          {detail.shareOfWallet !== null && (
            <StatFigure label={t('panel.wallet')} value={<Percent ratio={detail.shareOfWallet / 1000} />} />
          )}
        </StatStrip>
      </div>
      {parts.length > 0 && (
        <PartsBar
          label={t('panel.opportunity')}
          parts={parts.map((part) => ({ ...part, shown: <Money minor={part.amount} /> }))}
        />
      )}
      <p className={`${styles.soft} selectable`}>{detail.potentialSentence}</p>
    </Section>
  );
}

/** Who it belongs to, and who belongs to it. */
function Family({ detail, readOnly }: { detail: AccountDetail; readOnly: boolean }) {
  const { t } = useTranslation('accounts');
  const [asking, setAsking] = useState(false);
  const { link, busy, error, clearError } = useLinks();
  const { parent, children, accounts, sentence, standsAlone } = detail.family;
  const alone = () =>
    void link([{ account: detail.id, parent: detail.id }], t('families.letAlone', { name: detail.name }));
  return (
    <Section
      title={t('families.family')}
      actions={
        <>
          {accounts > 1 && (
            <Button small look="quiet" onClick={() => openAccounts({ kind: 'family', account: detail.id })}>
              {t('families.all', { count: accounts, shown: num(accounts) })}
            </Button>
          )}
          <Menu
            trigger={<IconButton label={t('families.menu')} icon={<EditIcon />} disabled={readOnly || busy} />}
            items={[
              {
                id: 'parent',
                label: t(parent ? 'families.change' : 'families.choose'),
                onSelect: () => setAsking(true),
              },
              { id: 'alone', label: t('families.alone'), checked: standsAlone, onSelect: alone },
            ]}
          />
        </>
      }
    >
      <ErrorBar error={error} onDismiss={clearError} />
      <p className={`${styles.soft} selectable`}>{sentence}</p>
      {(parent !== null || children.length > 0) && (
        <dl className={styles.fields}>
          {parent && (
            <div>
              <dt>{t('families.parent')}</dt>
              <dd>
                <Member member={parent} />
              </dd>
            </div>
          )}
          {children.length > 0 && (
            <div>
              <dt>{t('families.children')}</dt>
              <dd>
                {children.map((child) => (
                  <Member key={child.account} member={child} />
                ))}
              </dd>
            </div>
          )}
        </dl>
      )}
      {asking && <ParentDialog accounts={[detail.id]} name={detail.name} onClose={() => setAsking(false)} />}
    </Section>
  );
}

function Member({ member }: { member: FamilyMember }) {
  return (
    <span className={styles.member}>
      <Button small look="quiet" onClick={() => openAccount(member.account)}>
        {member.name}
      </Button>
      <Money minor={member.revenue} />
    </span>
  );
}

function Fields({ detail }: { detail: AccountDetail }) {
  const { t } = useTranslation('accounts');
  return (
    <Section title={t('panel.fields')}>
      <dl className={styles.fields}>
        {detail.fields.map((field) => (
          <div key={field.key}>
            <dt>{field.label}</dt>
            <dd className="selectable">
              <CellValue kind={field.kind} value={field.value} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
