// What @types/react asks of scheduler.
export interface Interaction {
  id: number;
  name: string;
  timestamp: number;
}
