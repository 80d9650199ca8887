/** Which way the whole list is looked at, other than as the list itself. */
import { create } from 'zustand';

export type Look = 'quality' | 'map' | 'families' | 'spellings';

export const useLook = create<{ look: Look | null }>()(() => ({ look: null }));

export const openLook = (look: Look): void => useLook.setState({ look });
export const closeLook = (): void => useLook.setState({ look: null });
