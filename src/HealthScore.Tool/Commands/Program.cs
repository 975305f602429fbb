using HealthScoring.Tool.Commands;
using HealthScoring.Tool.Terminals;

return ToolProgram.Run(args, Terminal.OfProcess());
