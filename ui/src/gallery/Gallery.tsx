/** Every component in its states, on one page, in the theme asked for: `?gallery`, `?gallery=frame`, `&theme=dark`. */
import { AppFrame } from '../app/AppFrame';
import { LiveRegion, ToastCorner } from '../components/Messages';
import { usePlan } from '../state/plan';
import { useWindow } from '../state/window';
import { useTheme, type ThemeChoice } from '../styles/useTheme';
import { Controls } from './Controls';
import { DataSections } from './DataSections';
import { demoPlan, demoScreens } from './demo';
import styles from './Gallery.module.css';
import { Tabs } from '../components';

const asked = new URLSearchParams(location.search);
const theme = asked.get('theme');
if (theme === 'light' || theme === 'dark') useTheme.getState().choose(theme);
const step = asked.get('step');
if (step) useWindow.getState().go(step as 'tiers');
usePlan.getState().replace(demoPlan);

export default function Gallery() {
  const { choice, choose } = useTheme();
  if (asked.get('gallery') === 'frame') return <AppFrame screens={demoScreens} />;
  return (
    <div className={styles.gallery}>
      <div className={styles.bar}>
        <h1>Gallery</h1>
        <Tabs<ThemeChoice>
          label="Theme"
          value={choice}
          tabs={[
            { value: 'system', label: 'System' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          onChange={choose}
        />
      </div>
      {asked.get('gallery') !== 'data' && <Controls />}
      {asked.get('gallery') !== 'controls' && <DataSections />}
      <ToastCorner />
      <LiveRegion />
    </div>
  );
}
