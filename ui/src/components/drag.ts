import { Accessibility } from '@dnd-kit/dom';
import { PointerSensor, type DragDropProvider } from '@dnd-kit/react';
import type { ComponentProps } from 'react';

type Plugins = NonNullable<ComponentProps<typeof DragDropProvider>['plugins']>;

/** The mouse drags. By keyboard the same is done with commands, and Space chooses instead of picking up. */
export const dragSensors = [PointerSensor];

/**
 * Without the library's own words for screen readers: they tell of keys that do nothing here, and mark options of a list
 * as pressed, which options cannot be. What is dragged names itself, and the outcome is announced where it is decided.
 */
export const dragPlugins: Plugins = (defaults) => defaults.filter((plugin) => plugin !== Accessibility);
