using PrivacyPlatform.Cli;

return await Privacy.Run(args, Surroundings.OfThisProcess());
