/** The app's mark: three tiers, the first the largest. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 20 20" aria-hidden>
      <rect x="1" y="13.5" width="18" height="4.5" rx="1.5" fill="var(--accent)" opacity="0.35" />
      <rect x="1" y="7.75" width="13" height="4.5" rx="1.5" fill="var(--accent)" opacity="0.65" />
      <rect x="1" y="2" width="8" height="4.5" rx="1.5" fill="var(--accent)" />
    </svg>
  );
}
