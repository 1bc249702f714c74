import { Card, CardContent, CardDescription, CardHeader } from "@/components/ui/card";

const a = [
  1,
  2,
];
