using AutonomousSdlc.Evaluation;

return await EvaluationCommand.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
