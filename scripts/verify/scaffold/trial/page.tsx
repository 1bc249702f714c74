import { TrialForm } from "./trial-form";

export default function TrialPage() {
  return (
    <main>
      <TrialForm />
    </main>
  );
}
