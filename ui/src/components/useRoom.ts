import { useEffect, useState } from 'react';

/**
 * How wide the step's own area is, in pixels: the window without the rail and the side panel. Tables leave out what
 * matters least when it is narrow. Infinite outside of the frame.
 */
export function useRoom(): number {
  const [room, setRoom] = useState(() => document.getElementById('step')?.clientWidth ?? Infinity);
  useEffect(() => {
    const area = document.getElementById('step');
    if (!area || typeof ResizeObserver !== 'function') return;
    const watch = new ResizeObserver(() => setRoom(area.clientWidth));
    watch.observe(area);
    return () => watch.disconnect();
  }, []);
  return room;
}
