/// Chooses the environment variables that a run's record keeps.
enum EnvironmentVariables {
    /// The variables that are kept unless said otherwise: what decides how a training runs, and no secrets.
    ///
    /// Devices and threads: `CUDA_VISIBLE_DEVICES`, `CUDA_DEVICE_ORDER`, `HIP_VISIBLE_DEVICES`, `ROCR_VISIBLE_DEVICES`,
    /// `NVIDIA_VISIBLE_DEVICES`, `OMP_NUM_THREADS`, `MKL_NUM_THREADS`, `OPENBLAS_NUM_THREADS`, `TOKENIZERS_PARALLELISM`,
    /// `TF_FORCE_GPU_ALLOW_GROWTH`, `PYTORCH_CUDA_ALLOC_CONF`, `NCCL_DEBUG`, `NCCL_SOCKET_IFNAME`. Batch systems: those of
    /// Slurm, PBS, LSF and Kubernetes that say which job this is. Several processes: `RANK`, `WORLD_SIZE`, `LOCAL_RANK`,
    /// `LOCAL_WORLD_SIZE`, `NODE_RANK`, `GROUP_RANK`, `MASTER_ADDR`, `MASTER_PORT`, and Open MPI's. Surroundings:
    /// `HOSTNAME`, `LANG`, `LC_ALL`, `TZ`, `VIRTUAL_ENV`, `CONDA_DEFAULT_ENV`, `CUDA_HOME`, `PYTHONHASHSEED`,
    /// `SOURCE_DATE_EPOCH`.
    static let defaultNames: [String] = [
        "CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES",
        "NVIDIA_VISIBLE_DEVICES", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS",
        "TOKENIZERS_PARALLELISM", "TF_FORCE_GPU_ALLOW_GROWTH", "PYTORCH_CUDA_ALLOC_CONF", "NCCL_DEBUG",
        "NCCL_SOCKET_IFNAME", "SLURM_JOB_ID", "SLURM_JOB_NAME", "SLURM_PROCID", "SLURM_LOCALID", "SLURM_NODEID",
        "SLURM_NTASKS", "SLURM_NNODES", "SLURM_JOB_NODELIST", "SLURM_ARRAY_JOB_ID", "SLURM_ARRAY_TASK_ID",
        "SLURM_CPUS_PER_TASK", "SLURM_JOB_PARTITION", "PBS_JOBID", "LSB_JOBID", "KUBERNETES_SERVICE_HOST", "POD_NAME",
        "RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE", "NODE_RANK", "GROUP_RANK", "MASTER_ADDR", "MASTER_PORT",
        "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "HOSTNAME", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV",
        "CONDA_DEFAULT_ENV", "CUDA_HOME", "PYTHONHASHSEED", "SOURCE_DATE_EPOCH",
    ]

    /// How many bytes of one value are kept.
    static let valueLimitInBytes = 4_096

    /// The variables to keep, in order of their names.
    ///
    /// A variable whose name looks like a secret's is kept by name alone, also when it was asked for; secrets within
    /// other values are taken out.
    ///
    /// - Parameters:
    ///   - environment: All variables.
    ///   - additionalNames: Names to keep beside ``defaultNames``. There are no wildcards: with them one keeps more than
    ///     one knows.
    static func chosen(from environment: [String: String], additionalNames: [String] = []) -> [(String, String)] {
        Set(defaultNames + additionalNames).sorted().compactMap { name in
            guard let value = environment[name] else { return nil }
            guard !SecretName.mayBeSecret(name) else {
                return (name, String(decoding: SecretRedaction.mark, as: UTF8.self))
            }
            // What is too long is cut after the secrets are out, so that none is cut in two.
            let redacted = SecretRedaction.redact(String(decoding: value.utf8.prefix(1 << 16), as: UTF8.self))
            return (name, String(decoding: redacted.utf8.prefix(valueLimitInBytes), as: UTF8.self))
        }
    }
}
